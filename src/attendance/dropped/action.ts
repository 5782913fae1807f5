import { z } from 'zod'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { refused } from '../../cards/toast.ts'
import { refusals, words } from '../words.ts'
import { cancelDropped } from './service.ts'

/** 取消会议, pressed by an administrator who was asked about a meeting that is no longer in the file. */
export const cancelDroppedAction = action('attendance.cancelDropped', z.object({ meeting: MeetingId }))

const pressCancel: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = cancelDroppedAction.parse(press)
  const refusal = await cancelDropped(ctx, tx, { meeting, by: press.who })
  if (refusal !== null) return refused(refusal, { refusals })
  return { toast: { tone: 'success', text: words.toastDroppedCancelled } }
}

/** What the button about a dropped meeting does. */
export const droppedActions: [string, ActionHandler][] = [[cancelDroppedAction.name, pressCancel]]
