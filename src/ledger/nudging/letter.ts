import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler, LetterKinds } from '../../letters/types.ts'
import { namesOf, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { doingButtons } from '../cells/service.ts'
import { shortTitle, stepLine } from '../card.ts'
import { every } from '../programmes/service.ts'
import type { Definition } from '../types.ts'
import { nudgedCard, previewCard } from './card.ts'
import { nudgedRef, owing, previewRef } from './service.ts'
import type { Owing } from './types.ts'
import { causes, refusals } from './words.ts'

async function definitionOf(tx: Tx, id: string): Promise<Definition | undefined> {
  return (await every(tx)).find((one) => one.id === id)?.definition
}

const preview: LetterHandler = {
  urgency: 'answer',
  why: causes.preview,
  isRelevant: async () => true,
  async render(ctx, tx, { ref, to }) {
    const { programme } = previewRef.parse(ref)
    const { admin } = 'person' in to ? await rightsOf(ctx, tx, to.person) : { admin: false }
    const definition = await definitionOf(tx, programme)
    if (!admin || definition === undefined) return { text: refusals.mayNot }
    const all = await owing(ctx, tx, programme)
    const names = await namesOf(
      tx,
      all.map(({ who }) => who),
      null,
    )
    const title = shortTitle(definition)
    return previewCard(
      { programme, title },
      all.map((one) => ({ ...one, name: names.get(one.who) ?? '' })),
    )
  },
}

async function owedIn(ctx: Ctx, tx: Tx, { ref }: Pick<Letter, 'ref'>): Promise<Owing['cells']> {
  const { programme, who } = nudgedRef.parse(ref)
  return (await owing(ctx, tx, programme)).find((one) => one.who === who)?.cells ?? []
}

const nudged: LetterHandler = {
  urgency: 'reminder',
  why: causes.nudged,
  isRelevant: async (ctx, tx, letter) => (await owedIn(ctx, tx, letter)).length > 0,
  async render(ctx, tx, letter) {
    const definition = await definitionOf(tx, nudgedRef.parse(letter.ref).programme)
    if (definition === undefined) return { text: refusals.nobody }
    const lines = (await owedIn(ctx, tx, letter)).map((cell) => ({
      cell,
      line: stepLine(cell, definition, today(ctx)),
      doing: doingButtons(cell),
    }))
    return nudgedCard(shortTitle(definition), lines)
  },
}

/** What is said when somebody is reminded by hand. */
export const nudgeLetters = {
  'ledger.nudge': preview,
  'ledger.nudged': nudged,
} satisfies Partial<LetterKinds>
