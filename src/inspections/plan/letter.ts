import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Letter, LetterHandler } from '../../letters/types.ts'
import { everyBranch, namesOf } from '../../roster/service.ts'
import { previewCard, type PreviewView } from './card.ts'
import { printOf } from './rules.ts'
import { drawMissing, isDrawnBy, previewRef } from './service.ts'
import type { Draw } from './types.ts'
import { cause } from './words.ts'

/** A draw of visits, before they are planned. */
export const previewLetter: LetterHandler = {
  urgency: 'answer',
  why: cause,
  isRelevant: async () => true,
  async render(ctx, tx, letter) {
    const { term: id, seed } = previewRef.parse(letter.ref)
    const term = { id, name: ctx.settings.terms.find((one) => one.id === id)?.name ?? id }
    const isAdopted = await isDrawnBy(tx, { term: id, seed })
    const drawn = isAdopted ? null : await drawnFor(ctx, tx, letter)
    return previewCard({ term, seed, isAdopted, drawn })
  },
}

async function drawnFor(ctx: Ctx, tx: Tx, { ref, to }: Letter): Promise<PreviewView['drawn']> {
  if (!('person' in to)) return null
  const found = await drawMissing(ctx, tx, { ...previewRef.parse(ref), who: to.person })
  return found.ok ? shownOf(tx, found.drawn) : null
}

async function shownOf(tx: Tx, drawn: Draw): Promise<PreviewView['drawn']> {
  const short = new Map((await everyBranch(tx)).map((one) => [one.id, one.short]))
  const names = await namesOf(
    tx,
    drawn.visits.map(({ inspector }) => inspector),
    null,
  )
  return {
    print: printOf(drawn),
    rows: drawn.visits.map(({ branch, inspector, day }) => ({
      branch: short.get(branch) ?? branch,
      inspector: names.get(inspector) ?? inspector,
      day,
    })),
    nobody: drawn.nobody.map((branch) => short.get(branch) ?? branch),
  }
}
