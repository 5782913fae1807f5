import type { LetterKinds } from '../letters/types.ts'
import { collegeDigest } from './card.ts'
import { readDigest } from './service.ts'
import type { Refusal } from './types.ts'
import { cause, refusals } from './words.ts'

const REFUSED = 'refused:'

/** What a letter of this feature shows when there is no digest to show. */
export function refusalRef(refusal: Refusal): string {
  return `${REFUSED}${refusal}`
}

/** The digest matters whenever it was written: its rows were counted once and do not change. */
export const letters = {
  'digest.college': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const text = refusalText(ref)
      return text === undefined ? collegeDigest(await readDigest(tx, ref), ctx.settings) : { text }
    },
  },
} satisfies Partial<LetterKinds>

function refusalText(ref: string): string | undefined {
  return Object.entries(refusals).find(([refusal]) => ref === `${REFUSED}${refusal}`)?.[1]
}
