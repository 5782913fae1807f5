import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused } from '../../cards/toast.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { mayList, openHoursList } from './service.ts'
import { refusals, words } from './words.ts'

/** 名单: sends the hours of the branch, privately. */
export const hoursListAction = action('attendance.hoursList', z.object({}))

const pressList: ActionHandler = async (ctx, tx, { who }) => {
  if (!(await mayList(ctx, tx, who))) return refused('mayNot', { refusals })
  await openHoursList(ctx, tx, who)
  return { toast: { tone: 'success', text: words.toastOpened } }
}

/** What the buttons about hours do. */
export const hoursActions: [string, ActionHandler][] = [[hoursListAction.name, pressList]]
