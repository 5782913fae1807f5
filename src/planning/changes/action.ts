import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { toastOf } from '../../cards/toast.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { PlainStart } from '../rules.ts'
import {
  confirm,
  copyNotice,
  fillForm,
  goBack,
  openChange,
  openForm,
  type Outcome,
  pickFree,
  pickMeeting,
} from './service.ts'
import { CHANGE_FIELDS, ChangeId, FORM_FIELDS } from './types.ts'
import { done, refusals, relays, words } from './words.ts'

/** Opens the card on which a meeting is changed, privately. */
const openAction = action('meetings.open', z.object({ meeting: MeetingId }))
/** 改期, 改地点, 改议题, 取消会议, 撤回, 重新发通知: opens the form, or the preview. */
export const formAction = action(
  'meetings.form',
  z.object({ change: ChangeId, aspect: z.enum(CHANGE_FIELDS) }),
)
/** 预览 of what was filled in. */
export const changeAction = action(
  'meetings.wish',
  z.object({ change: ChangeId, aspect: z.enum(FORM_FIELDS) }),
)
/** The meeting that is meant, among several. */
export const pickAction = action('meetings.pick', z.object({ change: ChangeId, meeting: MeetingId }))
/** A time at which nothing clashes, instead of the one in the preview. */
export const freeAction = action('meetings.free', z.object({ change: ChangeId, start: PlainStart }))
/** 复制通知: the notice as plain text. */
export const copyAction = action('meetings.copy', z.object({ change: ChangeId }))
/** 确认 of the preview. */
export const confirmAction = action('meetings.confirm', z.object({ change: ChangeId }))
/** 返回 or 取消: no change. */
export const backAction = action('meetings.back', z.object({ change: ChangeId }))

/** A button that opens the card of a meeting. */
export function openButton(meeting: MeetingId, text: string): Button {
  return openAction.button({ text, data: { meeting } })
}

const pressOpen: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = openAction.parse(press)
  // Two presses within a minute are one.
  const key = `open:${meeting}:${press.who}:${press.madeAt.round('minute')}`
  const outcome = await openChange(ctx, tx, { meeting, who: press.who, key })
  return answered(outcome, words.opened)
}

const pressPick: ActionHandler = async (ctx, tx, press) => {
  return answered(await pickMeeting(ctx, tx, { who: press.who, ...pickAction.parse(press) }), words.check)
}

const pressForm: ActionHandler = async (ctx, tx, press) => {
  const outcome = await openForm(ctx, tx, { who: press.who, ...formAction.parse(press) })
  const isFilled = outcome.ok && outcome.stage.at === 'preview'
  return answered(outcome, isFilled ? words.check : words.fill)
}

const pressChange: ActionHandler = async (ctx, tx, press) => {
  const filled = { who: press.who, form: press.form, ...changeAction.parse(press) }
  return answered(await fillForm(ctx, tx, filled), words.check)
}

const pressFree: ActionHandler = async (ctx, tx, press) => {
  const { change, start } = freeAction.parse(press)
  const picked = { change, start: Temporal.PlainDateTime.from(start), who: press.who }
  return answered(await pickFree(ctx, tx, picked), words.check)
}

const pressCopy: ActionHandler = async (ctx, tx, { who, madeAt, ...press }) => {
  return answered(await copyNotice(ctx, tx, { who, madeAt, ...copyAction.parse(press) }), words.copied)
}

const pressBack: ActionHandler = async (ctx, tx, press) => {
  return answered(await goBack(ctx, tx, { who: press.who, ...backAction.parse(press) }), words.dropped)
}

const pressConfirm: ActionHandler = async (ctx, tx, press) => {
  const outcome = await confirm(ctx, tx, { who: press.who, ...confirmAction.parse(press) })
  const made = outcome.ok && outcome.stage.at === 'facts' ? outcome.stage.done : null
  return answered(outcome, made === null ? words.dropped : done[made])
}

function answered(outcome: Outcome, text: string): ActionAnswer {
  return toastOf(outcome, { done: text, refusals, relays, harmless: ['already'] })
}

/** What the buttons on the card of a change do. */
export const actions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [pickAction.name, pressPick],
  [formAction.name, pressForm],
  [changeAction.name, pressChange],
  [freeAction.name, pressFree],
  [copyAction.name, pressCopy],
  [confirmAction.name, pressConfirm],
  [backAction.name, pressBack],
]
