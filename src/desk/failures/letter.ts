import { notSaved } from '../../inbox/service.ts'
import type { LetterKinds } from '../../letters/types.ts'
import { causes, words } from './words.ts'

/** How this part answers for its letters. */
export const failureLetters = {
  'desk.failure': {
    urgency: 'answer',
    why: causes.failure,
    isRelevant: async () => true,
    render: async (_ctx, _tx, { ref }) => ({ text: notSaved(ref) }),
  },
  'desk.elsewhere': {
    urgency: 'answer',
    why: causes.elsewhere,
    isRelevant: async () => true,
    render: async () => ({ text: words.elsewhereLines.join('\n') }),
  },
} satisfies Partial<LetterKinds>
