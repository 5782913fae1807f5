import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import type { Ctx } from '../../ctx.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { clock, deadline } from '../../time/format.ts'
import { openOverview, type Reminded, refusalToRead, remind } from './service.ts'
import type { Phase } from './types.ts'
import { refusals, relays, words } from './words.ts'

const Meeting = z.object({ meeting: MeetingId })

/** 反馈情况, 签到情况: sends the overview of a meeting, privately. */
const openAction = action('attendance.openOverview', Meeting)
/** 刷新: the overview is rendered anew. */
export const refreshAction = action('attendance.refreshOverview', Meeting)
/** 提醒未反馈者. */
export const remindAction = action('attendance.remind', Meeting)

const all = { refusals, relays, harmless: ['nobodySilent', 'allAsked'] as const }

/** Opens who answered what, or who has come, on a card that only those see who look after the meeting. */
export function overviewButton(meeting: MeetingId, phase: Phase, text = words.open[phase]): Button {
  return openAction.button({ text, data: { meeting } })
}

const pressOpen: ActionHandler = async (ctx, tx, press) => {
  const refusal = await openOverview(ctx, tx, { ...press, ...openAction.parse(press) })
  return refusal === null ? success(words.toastOpened) : refused(refusal, all)
}

const pressRefresh: ActionHandler = async (ctx, tx, press) => {
  const refusal = await refusalToRead(ctx, tx, { ...press, ...refreshAction.parse(press) })
  const now = clock(ctx.now().toZonedDateTimeISO(ctx.settings.timezone))
  return refusal === null ? success(words.toastRefreshed(now)) : refused(refusal, all)
}

const pressRemind: ActionHandler = async (ctx, tx, press) => {
  const reminded = await remind(ctx, tx, { ...press, ...remindAction.parse(press) })
  return remindedAnswer(ctx, reminded)
}

function remindedAnswer(ctx: Ctx, reminded: Reminded): ActionAnswer {
  const local = (at: Temporal.Instant) => at.toZonedDateTimeISO(ctx.settings.timezone)
  if (!reminded.ok) {
    if (reminded.refusal !== 'remindedToday') return refused(reminded.refusal, all)
    const text = words.toastRemindedToday(clock(local(reminded.at)), reminded.by)
    return { toast: { tone: 'info', text } }
  }
  const { people, left, arrives } = reminded
  const lines = [
    words.toastReminded(people),
    ...(arrives === null ? [] : [words.toastArrives(deadline(local(arrives)))]),
    ...(left === 0 ? [] : [words.toastLeft(left)]),
  ]
  return success(lines.join(''))
}

function success(text: string) {
  return { toast: { tone: 'success' as const, text } }
}

/** What the buttons of an overview do. */
export const overviewActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [refreshAction.name, pressRefresh],
  [remindAction.name, pressRemind],
]
