import { adjournAction } from '../../attendance/service.ts'
import { refused } from '../../cards/toast.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { adjourn } from './service.ts'
import { done, refusals, relays } from './words.ts'

const pressAdjourn: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) => {
  const outcome = await adjourn(ctx, tx, { ...adjournAction.parse(press), who, at })
  if (!outcome.ok) return refused(outcome.refusal, { refusals, relays, harmless: ['adjourned'] })
  return { toast: { tone: 'success', text: outcome.asked ? done.here : done.elsewhere } }
}

/** What 改期 does where too few have come to vote. */
export const actions: [string, ActionHandler][] = [[adjournAction.name, pressAdjourn]]
