import { MemberId } from '../ids.ts'
import type { LetterKinds } from '../letters/types.ts'
import { rosterCard } from './list/card.ts'
import { listFor } from './list/service.ts'
import { cause, words } from './list/words.ts'
import { proposalLetters } from './proposals/letter.ts'

/** The letters of this feature: when they are relevant, how they are rendered. */
export const letters = {
  ...proposalLetters,
  'roster.list': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const list = await listFor(ctx, tx, MemberId.parse(ref))
      return list === null ? { text: words.mayNot } : rosterCard(list)
    },
  },
} satisfies Partial<LetterKinds>
