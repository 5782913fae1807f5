import { z } from 'zod'
import type { ActionAnswer, ActionHandler } from '../letters/types.ts'
import { action } from '../cards/action.ts'
import { toastOf } from '../cards/toast.ts'
import { confirmDraft, dropDraft, type Outcome } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Data = z.object({ draft: z.string() })

/** 确认 on a pasted table: it comes into force. */
export const confirmAction = action('calendar.confirm', Data)
/** 取消 on a pasted table. */
export const cancelAction = action('calendar.cancel', Data)

/** What this feature's buttons do. */
export const actions: [string, ActionHandler][] = [
  [
    confirmAction.name,
    async (ctx, tx, press) =>
      answered(await confirmDraft(ctx, tx, { ...confirmAction.parse(press), who: press.who }), words.done),
  ],
  [
    cancelAction.name,
    async (ctx, tx, press) =>
      answered(await dropDraft(ctx, tx, { ...cancelAction.parse(press), who: press.who }), words.undone),
  ],
]

function answered(outcome: Outcome, done: string): ActionAnswer {
  return toastOf(outcome, { done, refusals, relays, harmless: ['already'] })
}
