import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { askCorrection, settleCorrection } from './service.ts'
import { refusals, relays, words } from './words.ts'

/** 提交 of the form in which a member says what is wrong. */
export const askCorrectionAction = action('attendance.askCorrection', z.object({}))
/** 实到, 请假, 缺席 or 维持原登记 to such a request. */
export const settleCorrectionAction = action(
  'attendance.settleCorrection',
  z.object({
    meeting: MeetingId,
    member: MemberId,
    n: z.string(),
    to: z.enum(['present', 'leave', 'absent', 'keep']),
  }),
)

/** As long as what a member writes may be. */
export const MOST_SAID = 200

const Form = z.object({
  meeting: MeetingId.nullable().catch(null),
  said: typedUpTo(MOST_SAID),
})

const said = { refusals, relays, harmless: ['alreadyAsked', 'settled', 'already'] } as const

const pressAsk: ActionHandler = async (ctx, tx, press) => {
  const form = Form.parse(press.form)
  if (form.meeting === null) return refused('notListed', said)
  const asked = { meeting: form.meeting, who: press.who, said: form.said, at: press.madeAt }
  return toastOf(await askCorrection(ctx, tx, asked), { done: words.toastAsked, ...said })
}

const pressSettle: ActionHandler = async (ctx, tx, press) => {
  const { meeting, member: who, n, to } = settleCorrectionAction.parse(press)
  const outcome = await settleCorrection(ctx, tx, {
    ...{ meeting, who, to },
    ...{ n: Number(n), by: press.who, at: press.madeAt },
  })
  return toastOf(outcome, { done: words.toastSettled, ...said })
}

/** What the buttons about corrections do. */
export const correctionActions: [string, ActionHandler][] = [
  [askCorrectionAction.name, pressAsk],
  [settleCorrectionAction.name, pressSettle],
]
