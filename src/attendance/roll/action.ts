import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Relays } from '../../cards/need.ts'
import { toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { enterLine } from '../entry/service.ts'
import { markByHand, openRollCard } from './service.ts'
import type { RollRefusal } from './types.ts'
import { faultText, refusals, relays, words } from './words.ts'

const meeting = MeetingId
/** 实到, 请假 or 缺席 of one who is to be confirmed. */
export const markAction = action(
  'attendance.mark',
  z.object({ meeting, member: MemberId, mark: z.enum(['present', 'leave', 'absent']) }),
)
/** The same for all that remain. */
export const restAction = action(
  'attendance.markRest',
  z.object({ meeting, mark: z.enum(['present', 'absent']) }),
)
/** 到会名单. */
export const openRollAction = action('attendance.roll', z.object({ meeting }))
/** 登记 of a line. */
export const enterAction = action('attendance.enterRoll', z.object({ meeting }))

/** A line and a reason are this long at most. */
export const MOST = { line: 400, reason: 100 }

const Form = z.object({ line: typedUpTo(MOST.line), reason: typedUpTo(MOST.reason) })

const said = { refusals, relays, harmless: ['already', 'nobodyLeft'] } as const

const pressMark: ActionHandler = async (ctx, tx, press) => {
  const { meeting: of, member, mark } = markAction.parse(press)
  const outcome = await markByHand(ctx, tx, {
    ...{ meeting: of, by: press.who, at: press.madeAt, reason: null },
    choose(entries) {
      const entry = entries.find(({ who }) => who === member)
      return entry === undefined ? null : [{ entry, mark }]
    },
  })
  return answered(outcome)
}

const pressRest: ActionHandler = async (ctx, tx, press) => {
  const { meeting: of, mark } = restAction.parse(press)
  const outcome = await markByHand(ctx, tx, {
    ...{ meeting: of, by: press.who, at: press.madeAt, reason: null },
    choose: (entries) => entries.filter((entry) => entry.mark === null).map((entry) => ({ entry, mark })),
  })
  return answered(outcome)
}

const pressOpen: ActionHandler = async (ctx, tx, press) => {
  const { meeting: of } = openRollAction.parse(press)
  const outcome = await openRollCard(ctx, tx, { meeting: of, who: press.who })
  return toastOf(outcome, { done: words.toastOpened, ...said })
}

const pressEnter: ActionHandler = async (ctx, tx, press) => {
  const { line, reason } = Form.parse(press.form)
  const entering = { line, reason: reason === '' ? null : reason, by: press.who, at: press.madeAt }
  const { meeting: of } = enterAction.parse(press)
  const outcome = await enterLine(ctx, tx, { meeting: of, ...entering })
  if (!outcome.ok && 'fault' in outcome)
    return { toast: { tone: 'warning', text: faultText(outcome.fault) }, ...othersIf(outcome.fault.kind) }
  return answered(outcome)
}

/** What is wrong with a line may be that somebody else enters it. */
function othersIf(fault: string): Pick<ActionAnswer, 'needs'> {
  const of: Relays<string> = relays
  const needs = of[fault]
  return needs === undefined ? {} : { needs }
}

function answered(outcome: { ok: true } | { ok: false; refusal: RollRefusal }): ActionAnswer {
  return toastOf(outcome, { done: words.toastMarked, ...said })
}

/** What the buttons of a roll do. */
export const rollActions: [string, ActionHandler][] = [
  [markAction.name, pressMark],
  [restAction.name, pressRest],
  [openRollAction.name, pressOpen],
  [enterAction.name, pressEnter],
]
