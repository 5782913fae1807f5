import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { openSettling } from './service.ts'
import { words } from './words.ts'

/** 免交或重开: sends what an administrator may waive or ask for again. */
const openSettlingAction = action('reports.openSettling', z.object({}))

/** What the button of this part does. */
export const settlingActions: [string, ActionHandler][] = [
  [
    openSettlingAction.name,
    async (ctx, tx, press) => {
      openSettlingAction.parse(press)
      await openSettling(ctx, tx, { who: press.who, by: String(inSightAt(ctx.now())), named: '' })
      return { toast: { tone: 'success', text: words.toastOpened } }
    },
  ],
]

/** 免交或重开. */
export function settlingButton(): Button {
  return openSettlingAction.button({ text: words.open, data: {} })
}
