import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import { Unfit } from '../errors.ts'
import type { MemberId } from '../ids.ts'
import type { Letter, LetterKinds, Rendering } from '../letters/types.ts'
import { detailsButtons } from '../pages/service.ts'
import { today } from '../time/dates.ts'
import { askCard, doubtOf, type Named, sheetCard } from './card.ts'
import { rowsAddress, sheetAddress } from './choosing/service.ts'
import { heatFor } from './heat/service.ts'
import { rowsCard } from './rows/card.ts'
import { rowsFor } from './rows/service.ts'
import { words as rowsWords } from './rows/words.ts'
import { nameOf, readBy, sheetFor } from './service.ts'
import type { Asked } from './types.ts'
import { cause, words } from './words.ts'

const common = { urgency: 'answer', why: cause, isRelevant: async () => true } as const

/** The letters of this feature: whoever reads is looked at anew each time, for an office may have passed on. */
export const letters = {
  'statistics.asked': {
    ...common,
    async render(ctx, tx, { ref, to }) {
      const who = readerOf({ to })
      const reading = await readBy(ctx, tx, { who, text: decodeURIComponent(ref) })
      const said = reading.ok ? words.doubts.several : doubtOf(reading)
      const choices = await named(tx, reading.ok ? [reading.asked] : reading.choices)
      return askCard({ said, choices }, { terms: ctx.settings.terms, today: today(ctx) })
    },
  },
  'statistics.sheet': {
    ...common,
    async render(ctx, tx, { ref, to }) {
      const found = await sheetFor(ctx, tx, { who: readerOf({ to }), shows: ref })
      if (!found.ok) return refusedCard(ctx, tx, found.instead)
      const { asked } = found.sheet
      const page = detailsButtons(ctx, sheetAddress(asked))
      return sheetCard(found.sheet, { name: await nameOf(tx, asked.scope), page }, ctx.settings)
    },
  },
  'statistics.rows': {
    ...common,
    async render(ctx, tx, { ref, to }) {
      const found = await rowsFor(ctx, tx, { who: readerOf({ to }), ref })
      if (found === null) return { text: rowsWords.mayNot }
      const name = await nameOf(tx, found.opened.asked.scope)
      const leads = detailsButtons(ctx, rowsAddress(found.opened))
      return rowsCard({ ...found, name, leads }, ctx.settings)
    },
  },
  'statistics.heat': {
    ...common,
    render: (ctx, tx, letter) => heatFor(ctx, tx, readerOf(letter)),
  },
} satisfies Partial<LetterKinds>

function readerOf({ to }: Pick<Letter, 'to'>): MemberId {
  if ('person' in to) return to.person
  throw new Unfit('figures are for a person')
}

async function refusedCard(ctx: Ctx, tx: Tx, instead: readonly Asked[]): Promise<Rendering> {
  const of = { terms: ctx.settings.terms, today: today(ctx) }
  return askCard({ said: words.mayNot, choices: await named(tx, instead) }, of)
}

async function named(tx: Tx, all: readonly Asked[]): Promise<Named[]> {
  const found = []
  for (const asked of all) found.push({ asked, name: await nameOf(tx, asked.scope) })
  return found
}
