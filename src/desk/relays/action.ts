import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused } from '../../cards/toast.ts'
import { MATTERS } from '../../cards/need.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { offerRelay, relay } from './service.ts'
import { refusals, words } from './words.ts'

/** 转达. */
export const relayAction = action('desk.relay', z.object({ matter: z.enum(MATTERS), id: z.string().min(1) }))

/** What the button of this part does. */
export const actions: [string, ActionHandler][] = [
  [
    relayAction.name,
    async (ctx, tx, press) => {
      const outcome = await relay(ctx, tx, { ...relayAction.parse(press), who: press.who })
      if (!outcome.ok) return refused(outcome.refusal, { refusals, harmless: ['already'] })
      const name = await nameOf(tx, outcome.holder, null)
      return { toast: { tone: 'success', text: words.relayed(name) } }
    },
  ],
]

/** The action, which also offers to put before somebody else what whoever pressed may not do. */
export function relaying(handler: ActionHandler): ActionHandler {
  return async (ctx, tx, press) => {
    const { needs, ...answer } = await handler(ctx, tx, press)
    if (needs === undefined || !(await offerRelay(ctx, tx, { ...needs, who: press.who }))) return answer
    return { toast: { ...answer.toast, text: words.offered(answer.toast.text) } }
  }
}
