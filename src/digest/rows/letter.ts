import type { LetterHandler } from '../../letters/types.ts'
import { numbersCard, rowsCard } from './card.ts'
import { numbersFor, rowsFor } from './service.ts'
import { cause, refusals } from './words.ts'

const common = { urgency: 'answer', why: cause, isRelevant: async () => true } as const

/** The numbers of a digest; whoever reads is looked at anew, for an office may have passed on. */
export const numbersLetter: LetterHandler = {
  ...common,
  async render(ctx, tx, { ref, to }) {
    const found = 'person' in to ? await numbersFor(ctx, tx, { who: to.person, ref }) : null
    return found === null ? { text: refusals.mayNot } : numbersCard(found, ctx.settings)
  },
}

/** The rows of one of them. */
export const rowsLetter: LetterHandler = {
  ...common,
  async render(ctx, tx, { ref, to }) {
    const found = 'person' in to ? await rowsFor(ctx, tx, { who: to.person, ref }) : null
    return found === null ? { text: refusals.mayNot } : rowsCard(found, ctx.settings)
  },
}
