import { respelt } from '../../cards/ref.ts'
import type { LetterKinds } from '../../letters/types.ts'
import { whileAdmin } from '../../roster/service.ts'
import { quotaCard } from './card.ts'
import { isNear } from './rules.ts'
import { quotaNow } from './service.ts'
import type { CallsSince } from './types.ts'
import { causes, words } from './words.ts'

/** The letters of this part: when they are relevant, how they are rendered. */
export function quotaLetters(callsSince: CallsSince) {
  return {
    'desk.quota': {
      urgency: 'answer',
      why: causes.asked,
      isRelevant: async () => true,
      async render(ctx, tx, { ref }) {
        const refusal = respelt(ref)
        if (refusal === 'mayNot') return { text: words.mayNot }
        return quotaCard(await quotaNow(ctx, tx, callsSince), { told: false })
      },
    },
    'desk.quotaNear': {
      urgency: 'notice',
      why: async (ctx) => causes.near(ctx.settings.quota.monthly),
      holder: whileAdmin,
      async isRelevant(ctx, tx, { ref }) {
        const status = await quotaNow(ctx, tx, callsSince)
        return status.month.toString() === ref && isNear(status)
      },
      render: async (ctx, tx) => quotaCard(await quotaNow(ctx, tx, callsSince), { told: true }),
    },
  } satisfies Partial<LetterKinds>
}
