import type { LetterKinds } from '../../letters/types.ts'
import { today } from '../../time/dates.ts'
import { emptyCard } from '../card.ts'
import { doingButtons } from '../cells/service.ts'
import { words } from '../words.ts'
import { cellCard } from './card.ts'
import { cellRef, cellShown } from './service.ts'
import { cause, words as own } from './words.ts'

/** The card of a step, for whoever asked for it. */
export const detailLetters = {
  'ledger.cell': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref, to }) {
      const shown =
        'person' in to ? await cellShown(ctx, tx, { ...cellRef.parse(ref), who: to.person }) : null
      if (shown === null) return emptyCard(words.title, own.mayNot)
      const zone = ctx.settings.timezone
      return cellCard(shown, { today: today(ctx), zone, doing: shown.mayDo ? doingButtons(shown.cell) : [] })
    },
  },
} satisfies Partial<LetterKinds>
