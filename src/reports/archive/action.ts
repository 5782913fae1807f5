import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { askArchive } from './service.ts'
import { words } from './words.ts'

const archiveAction = action('reports.archiveTerm', z.object({}))

/** 归档本学期: the archive of the term that runs. */
export function archiveButton(): Button {
  return archiveAction.button({ text: words.order, data: {} })
}

/** What this part's button does; two presses in quick succession are one. */
export const archiveActions: [string, ActionHandler][] = [
  [
    archiveAction.name,
    async (ctx, tx, press) => {
      archiveAction.parse(press)
      const messageId = `${press.who}-${inSightAt(ctx.now())}`
      await askArchive(ctx, tx, { who: press.who, text: '', messageId })
      return { toast: { tone: 'success', text: words.ordered } }
    },
  ],
]
