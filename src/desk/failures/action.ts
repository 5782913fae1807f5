import { z } from 'zod'
import type { ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import type { Button } from '../../cards/card.ts'
import { settleTrouble } from './service.ts'
import { refusals, words } from './words.ts'

const settleAction = action('desk.settle', z.object({ trouble: z.string() }))

/** 已处理, beside what came to nothing. */
export function settleButton(trouble: string): Button {
  return settleAction.button({ text: words.done, data: { trouble } })
}

const pressSettle: ActionHandler = async (ctx, tx, press) => {
  const { trouble: id } = settleAction.parse(press)
  // Only the command line ticks off everything at once.
  const outcome = await settleTrouble(ctx, tx, { id: id === 'all' ? '' : id, who: press.who })
  if (outcome.ok && outcome.count === 0) return { toast: { tone: 'info', text: words.gone } }
  return toastOf(outcome, { done: words.settled, refusals })
}

/** What this part's button does. */
export const actions: [string, ActionHandler][] = [[settleAction.name, pressSettle]]
