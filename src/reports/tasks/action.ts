import { z } from 'zod'
import type { ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import { tickOff } from './service.ts'
import { refusals, relays, words } from './words.ts'

/** 完成: ticks a task off. */
export const tickAction = action('reports.tick', z.object({ task: z.string().regex(/^\d+$/) }))

/** What this part's buttons do. */
export const actions: [string, ActionHandler][] = [
  [
    tickAction.name,
    async (ctx, tx, press) => {
      const outcome = await tickOff(ctx, tx, { ...tickAction.parse(press), who: press.who })
      return toastOf(outcome, { done: words.ticked, refusals, relays, harmless: ['already'] })
    },
  ],
]
