import type { LetterKinds } from '../../letters/types.ts'
import { detailsButtons } from '../../pages/service.ts'
import { whileAdmin } from '../../roster/service.ts'
import { behindCard } from './card.ts'
import { behindBy } from './service.ts'
import { cause } from './words.ts'

/** Tells an administrator which programmes are behind. */
export const behindLetters = {
  'ledger.behind': {
    urgency: 'notice',
    why: cause,
    holder: whileAdmin,
    isRelevant: async (ctx, tx, { ref }) => (await behindBy(ctx, tx, ref)).length > 0,
    render: async (ctx, tx, { ref }) =>
      behindCard(await behindBy(ctx, tx, ref), detailsButtons(ctx, '/ledger')),
  },
} satisfies Partial<LetterKinds>
