import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { listFor, openList } from './service.ts'
import { words } from './words.ts'

const openAction = action('roster.openList', z.object({}))

/** 名册: sends the list to whoever presses it, in the direct chat. */
export function listButton(): Button {
  return openAction.button({ text: words.open, data: {} })
}

/** What the button of this part does. */
export const listActions: [string, ActionHandler][] = [
  [
    openAction.name,
    async (ctx, tx, { who, data }) => {
      openAction.parse({ data })
      if ((await listFor(ctx, tx, who)) === null) return { toast: { tone: 'warning', text: words.mayNot } }
      await openList(ctx, tx, { who, by: String(inSightAt(ctx.now())) })
      return { toast: { tone: 'info', text: words.opened } }
    },
  ],
]
