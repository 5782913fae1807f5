import { z } from 'zod'
import { LEAVE_CATEGORIES } from '../../../config/college.ts'
import { action } from '../../cards/action.ts'
import { refused } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { clock } from '../../time/format.ts'
import { type AnsweredFor, answerFor, type CheckedInFor, checkInFor } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Meeting = z.object({ meeting: MeetingId })

/** 提交 of what somebody said, by whoever was told. */
export const answerForAction = action('attendance.answerFor', Meeting)
/** 代签. */
export const checkInForAction = action('attendance.checkInFor', Meeting)

/** The form takes half as many characters, and some take two units. */
const MOST_REASON = 100

const member = MemberId.nullable().catch(null)
const AnswerForm = z.object({
  member,
  reply: z.enum(['join', 'leave']).nullable().catch(null),
  category: z.enum(LEAVE_CATEGORIES).nullable().catch(null),
})
const CheckInForm = z.object({ member, reason: typedUpTo(MOST_REASON) })

const HARMLESS = ['alreadyAsked', 'alreadyApproved'] as const

const pressAnswerFor: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = answerForAction.parse(press)
  const { member: who, reply, category } = AnswerForm.parse(press.form)
  const { who: by, madeAt } = press
  return answered(await answerFor(ctx, tx, { meeting, by, who, reply, category, madeAt }))
}

function answered(outcome: AnsweredFor): ActionAnswer {
  if (!outcome.ok) return refused(outcome.refusal, { refusals, relays, harmless: HARMLESS })
  const { stage, name } = outcome
  if (stage !== 'joining' && stage !== 'asked' && stage !== 'approved')
    return { toast: { tone: 'info', text: words.kept(name) } }
  return { toast: { tone: 'success', text: words[stage](name) } }
}

const pressCheckInFor: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = checkInForAction.parse(press)
  const { member: who, reason } = CheckInForm.parse(press.form)
  const { who: by, madeAt } = press
  return checkedIn(await checkInFor(ctx, tx, { meeting, by, who, reason, madeAt }))
}

function checkedIn(done: CheckedInFor): ActionAnswer {
  if (!done.ok) return refused(done.refusal, { refusals, relays })
  const at = clock(done.at.toZonedDateTimeISO(done.meeting.zone))
  if (done.already) return { toast: { tone: 'info', text: words.already(done.name, at) } }
  const text = (done.late ? words.checkedInLate : words.checkedIn)(done.name, at)
  return { toast: { tone: 'success', text } }
}

/** What is done for somebody else. */
export const behalfActions: [string, ActionHandler][] = [
  [answerForAction.name, pressAnswerFor],
  [checkInForAction.name, pressCheckInFor],
]
