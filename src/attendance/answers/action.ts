import { z } from 'zod'
import { MeetingId, MemberId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { action } from '../../cards/action.ts'
import { correctLeave } from '../checkin/service.ts'
import { decideLeave } from '../leaves/service.ts'
import type { Refusal, Stage } from '../types.ts'
import { audienceName } from '../list/service.ts'
import { refusalText, words } from '../words.ts'
import { CATEGORIES } from './rules.ts'
import { type Answered, answer, askForLeave } from './service.ts'
import { cutTo } from '../../cards/shortened.ts'

/** 参加 or 请假, pressed in a group or in the direct chat. */
export const answerAction = action(
  'attendance.answer',
  z.object({ meeting: MeetingId, reply: z.enum(['join', 'leave']), place: z.enum(['group', 'private']) }),
)

/** 提交 of the form in which the category of a leave is chosen. */
export const leaveAction = action('attendance.leave', z.object({ meeting: MeetingId }))

/** 同意 or 不同意 to somebody's leave. */
export const decideAction = action(
  'attendance.decide',
  z.object({ meeting: MeetingId, member: MemberId, verdict: z.enum(['approved', 'refused']) }),
)

/** The form takes as many characters, and some take more than one unit. */
const MOST_NOTE = 400

const LeaveForm = z.object({
  category: z.enum(CATEGORIES).nullable().catch(null),
  note: z
    .string()
    .catch('')
    .transform((text) => cutTo(text.trim(), MOST_NOTE)),
})

const toasts: Record<Stage, string> = {
  unanswered: words.toastChoosing,
  joining: words.toastJoining,
  choosing: words.toastChoosing,
  asked: words.toastAsked,
  approved: words.toastApproved,
  refused: words.toastRefused,
}

const pressAnswer: ActionHandler = async (ctx, tx, press) => {
  const { meeting, reply, place } = answerAction.parse(press)
  const inGroup = place === 'group'
  const { who, madeAt } = press
  const answered = await answer(ctx, tx, { meeting, who, reply, inGroup, madeAt })
  if (!answered.ok) return refused(answered.refusal, await audienceName(ctx, tx, meeting))
  const isChoosing = answered.stage === 'choosing' && inGroup
  return toastFor(answered, isChoosing ? words.toastChoosingInGroup : undefined)
}

const pressLeave: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = leaveAction.parse(press)
  const { category, note } = LeaveForm.parse(press.form)
  const said = { meeting, who: press.who, madeAt: press.madeAt, category, note: note === '' ? null : note }
  return toastFor(await askForLeave(ctx, tx, said))
}

const pressDecide: ActionHandler = async (ctx, tx, press) => {
  const { meeting, member: who, verdict: state } = decideAction.parse(press)
  const { who: by, madeAt } = press
  const decided = await decideLeave(ctx, tx, { meeting, who, by, state, madeAt })
  if (decided.ok && state === 'refused') await correctLeave(tx, { meeting, who })
  return toastFor(decided, words.toastDecided)
}

/** A second press, made because no answer came, is told that it is done. */
const DONE: readonly Refusal[] = ['alreadyAsked', 'alreadyApproved', 'alreadyDecided']

function refused(refusal: Refusal, called: string | null): ActionAnswer {
  const tone = DONE.includes(refusal) ? 'info' : 'warning'
  return { toast: { tone, text: refusalText(refusal, called) } }
}

function toastFor(answered: Answered, text?: string): ActionAnswer {
  if (!answered.ok) return refused(answered.refusal, null)
  const tone = answered.stage === 'choosing' ? 'info' : 'success'
  return { toast: { tone, text: text ?? toasts[answered.stage] } }
}

/** What the buttons about answers do. */
export const answerActions: [string, ActionHandler][] = [
  [answerAction.name, pressAnswer],
  [leaveAction.name, pressLeave],
  [decideAction.name, pressDecide],
]
