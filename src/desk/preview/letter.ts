import type { LetterKinds } from '../../letters/types.ts'
import { previewCard } from './card.ts'
import { isKept, shownBy } from './service.ts'
import { cause, refusals } from './words.ts'

/** The letter of this part: when it is relevant, how it is rendered. */
export const previewLetters = {
  'desk.preview': {
    urgency: 'answer',
    why: cause,
    isRelevant: (_ctx, tx, { ref }) => isKept(tx, ref),
    async render(ctx, tx, { ref }) {
      const shown = await shownBy(tx, ref)
      if (shown === 'mayNot' || shown === 'whichDays') return { text: refusals[shown] }
      return previewCard(shown, ctx.settings.timezone)
    },
  },
} satisfies Partial<LetterKinds>
