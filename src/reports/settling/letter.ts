import type { LetterKinds } from '../../letters/types.ts'
import { branch as branchById, rightsOf } from '../../roster/service.ts'
import { today } from '../../time/dates.ts'
import { daysFrom } from '../reopening/service.ts'
import { settlingCard } from './card.ts'
import { choicesFor, settlingRef } from './service.ts'
import { cause } from './words.ts'

/** What may be waived 免交 or asked for again 重开. */
export const settlingLetters = {
  'reports.settling': {
    urgency: 'answer',
    why: cause,
    isRelevant: async () => true,
    async render(ctx, tx, { ref }) {
      const { who, branch } = settlingRef.parse(ref)
      return settlingCard({
        ...(await choicesFor(ctx, tx, { who, branch })),
        branch: branch === null ? null : (await branchById(tx, branch)).short,
        isAdmin: (await rightsOf(ctx, tx, who)).admin,
        days: daysFrom(today(ctx)),
      })
    },
  },
} satisfies Partial<LetterKinds>
