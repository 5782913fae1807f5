import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import type { ActionHandler } from '../types.ts'
import { words } from '../words.ts'
import { snooze } from './service.ts'

const snoozeAction = action('letters.snooze', z.object({}))

/** 今晚再提醒, on a personal reminder while there is an evening ahead. */
export function snoozeButton(): Button {
  return snoozeAction.button({ text: words.snooze, data: {} })
}

const pressSnooze: ActionHandler = async (ctx, tx, press) => {
  const outcome = await snooze(ctx, tx, press)
  if (!outcome.ok) return refused(outcome.refusal, { refusals: words })
  return { toast: { tone: outcome.again ? 'info' : 'success', text: words.snoozed(outcome.at) } }
}

/** What the buttons of the letters themselves do. */
export const actions: [string, ActionHandler][] = [[snoozeAction.name, pressSnooze]]
