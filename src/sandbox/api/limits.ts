import type { SandboxState } from '../state.ts'
import { elapsed } from '../clock.ts'
import { FIVE_A_SECOND, take } from '../rules/rates.ts'
import { tooOften } from './admission.ts'
import { type Answer, refuse } from './refusal.ts'

/** Five messages a second to one person or group, from all bots together. */
export function receiverLimit(state: SandboxState, receiver: string): Answer | undefined {
  const over = take(state.rates, `receiver ${receiver}`, { limits: FIVE_A_SECOND, now: elapsed() })
  return over && refuse(230020, 'This operation triggers the frequency limit, ext=chat rate limit')
}

/** Five updates a second of one message. */
export function updateLimit(state: SandboxState, message_id: string): Answer | undefined {
  const over = take(state.rates, `message ${message_id}`, { limits: FIVE_A_SECOND, now: elapsed() })
  if (!over) return undefined
  if (state.switches.patchTooFast === '99991400') return tooOften(over)
  return refuse(230020, 'This operation triggers the frequency limit.')
}

type Checks<C> = { limit: () => Answer | undefined; content: () => C | Answer }

/** The content, if neither it nor the limit is against it; which of them is asked first is not documented. */
export function passed<C extends object>(state: SandboxState, { limit, content }: Checks<C>): C | Answer {
  if (state.switches.checkOrder === 'limit_first') return limit() ?? content()
  const read = content()
  return 'status' in read ? read : (limit() ?? read)
}
