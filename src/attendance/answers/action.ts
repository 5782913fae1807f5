import { z } from 'zod'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { audienceName } from '../list/service.ts'
import { toastFor, words } from '../words.ts'
import { answer } from './service.ts'

/** 参加 or 请假, pressed in a group or in the direct chat. */
export const answerAction = action(
  'attendance.answer',
  z.object({ meeting: MeetingId, reply: z.enum(['join', 'leave']), place: z.enum(['group', 'private']) }),
)

const pressAnswer: ActionHandler = async (ctx, tx, press) => {
  const { meeting, reply, place } = answerAction.parse(press)
  const inGroup = place === 'group'
  const { who, madeAt } = press
  const answered = await answer(ctx, tx, { meeting, who, reply, inGroup, madeAt })
  const called = answered.ok ? null : await audienceName(ctx, tx, meeting)
  const isChoosing = answered.ok && answered.stage === 'choosing' && inGroup
  return toastFor(answered, isChoosing ? words.toastChoosingInGroup : undefined, called)
}

/** What the buttons about answers do. */
export const answerActions: [string, ActionHandler][] = [[answerAction.name, pressAnswer]]
