import type { LetterHandler } from '../../letters/types.ts'
import { fieldIn } from './service.ts'
import { examples, noneMeantCause, words } from './words.ts'

/** Says that no meeting was found which the writer could change. */
export const noneMeantLetter: LetterHandler = {
  urgency: 'answer',
  why: noneMeantCause,
  isRelevant: async () => true,
  render: async (_ctx, _tx, { ref }) => ({ text: words.noneMeant(examples[fieldIn(ref)]) }),
}
