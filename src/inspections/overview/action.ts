import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { openOverview } from './service.ts'
import { refusals, words } from './words.ts'

const openAction = action('inspections.openOverview', z.object({}))

/** Sends a term's overview to whoever presses it, as 督查 does. */
export function overviewButton(text: string): Button {
  return openAction.button({ text, data: {} })
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openOverview(ctx, tx, press), { done: words.toastOpened, refusals })

/** What the buttons about a term's overview do. */
export const overviewActions: [string, ActionHandler][] = [[openAction.name, pressOpen]]
