import { notSaved } from '../../inbox/service.ts'
import type { LetterKinds } from '../../letters/types.ts'
import { causes, words } from './words.ts'

/** The letters of this part: when they are relevant, how they are rendered. */
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
