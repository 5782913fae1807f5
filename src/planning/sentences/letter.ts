import type { LetterHandler } from '../../letters/types.ts'
import { aspectIn } from './service.ts'
import { examples, noneMeantCause, words } from './words.ts'

/** Answers whoever wanted to change a meeting that was not found. */
export const noneMeantLetter: LetterHandler = {
  urgency: 'answer',
  why: noneMeantCause,
  isRelevant: async () => true,
  render: async (_ctx, _tx, { ref }) => ({ text: words.noneMeant(examples[aspectIn(ref)]) }),
}
