import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { confirmOrder, dropOrder } from './service.ts'
import { refusals, words } from './words.ts'

const Data = z.object({ order: z.string() })

/** 确认发送 on what an administrator asked for. */
export const confirmAction = action('digest.send', Data)
/** 取消 on it. */
export const dropAction = action('digest.dropSending', Data)

/** What the buttons of an order do. */
export const actions: [string, ActionHandler][] = [
  [
    confirmAction.name,
    async (ctx, tx, press) => {
      const outcome = await confirmOrder(ctx, tx, { id: confirmAction.parse(press).order, who: press.who })
      return toastOf(outcome, { done: words.done, refusals, harmless: ['already', 'sentBefore'] })
    },
  ],
  [
    dropAction.name,
    async (ctx, tx, press) => {
      const outcome = await dropOrder(ctx, tx, { id: dropAction.parse(press).order, who: press.who })
      return toastOf(outcome, { done: words.dropped, refusals, harmless: ['already'] })
    },
  ],
]
