import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { toastOf } from '../../cards/toast.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { decide } from './service.ts'
import { MergingId } from '../../meetings/types.ts'
import { done, refusals } from './words.ts'

/** 合并 or 分开召开. */
export const decideAction = action(
  'meetings.merge',
  z.object({ merging: MergingId, verdict: z.enum(['merged', 'apart']) }),
)

const pressDecide: ActionHandler = async (ctx, tx, press) => {
  const { verdict, merging } = decideAction.parse(press)
  const outcome = await decide(ctx, tx, { merging, verdict, who: press.who })
  return toastOf(outcome, { done: done[verdict], refusals, harmless: ['already'] })
}

/** What the buttons of the proposal do. */
export const actions: [string, ActionHandler][] = [[decideAction.name, pressDecide]]
