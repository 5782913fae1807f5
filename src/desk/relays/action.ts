import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { FOUND_BY, type Matter, MATTERS, type Need } from '../../cards/need.ts'
import { refused } from '../../cards/toast.ts'
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
    const need = needs === undefined ? null : needIn(needs, press.data)
    const offered = need === null ? null : await offerRelay(ctx, tx, { ...need, who: press.who })
    if (offered === null) return answer
    const { text } = answer.toast
    return {
      toast: {
        ...answer.toast,
        text: offered === 'relayed' ? words.relayedToday(text) : words.offered(text),
      },
    }
  }
}

const Data = z.record(z.string(), z.unknown()).catch({})

/** Null when the press does not say which it is. */
function needIn(needs: Matter | Need, data: unknown): Need | null {
  if (typeof needs !== 'string') return needs
  const id = Data.parse(data)[FOUND_BY[needs]]
  return typeof id === 'string' && id !== '' ? { matter: needs, id } : null
}
