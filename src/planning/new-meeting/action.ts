import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { PlainStart } from '../rules.ts'
import { takeUp } from '../wanted/service.ts'
import {
  bookDraft,
  dropDraft,
  editDraft,
  fillDraft,
  type Outcome,
  pickStart,
  takeFree,
  undoRecord,
} from './service.ts'
import { refusals, relays, toasts, words } from './words.ts'

const told = { refusals, harmless: ['already'] } as const
const relayed = { ...told, relays }

const OfDraft = z.object({ draft: MeetingId })

/** One of the starts that may be meant. */
export const pickAction = action('meetings.pickStart', OfDraft.extend({ start: z.string() }))
/** A time at which nothing clashes, instead of the one in the preview. */
export const freeAction = action('meetings.freeStart', OfDraft.extend({ start: PlainStart }))
/** 修改: opens the form. */
export const editAction = action('meetings.editDraft', OfDraft)
/** 预览 of what was filled in. */
export const fillAction = action('meetings.fillDraft', OfDraft)
/** 确认: books the meeting. */
export const bookAction = action('meetings.book', OfDraft)
const undoAction = action('meetings.undoRecord', OfDraft)
/** 取消: no meeting. */
export const dropAction = action('meetings.dropDraft', OfDraft)
const takeUpAction = action('meetings.takeUp', OfDraft)

/** 撤销补录: the record of the past counts for nothing. */
export function undoButton(record: MeetingId): Button {
  return undoAction.button({ text: words.undo, data: { draft: record } })
}

/** 安排: begins the call of a meeting with what somebody else said of it. */
export function takeUpButton(draft: MeetingId): Button {
  return takeUpAction.button({ text: words.takeUp, style: 'primary', data: { draft } })
}

const pressPick: ActionHandler = async (ctx, tx, press) => {
  const { draft: id, start } = pickAction.parse(press)
  return answered(await pickStart(ctx, tx, { id, who: press.who, start }))
}

const pressFree: ActionHandler = async (ctx, tx, press) => {
  const { draft: id, start } = freeAction.parse(press)
  return answered(await takeFree(ctx, tx, { id, who: press.who, start: Temporal.PlainDateTime.from(start) }))
}

const pressEdit: ActionHandler = async (ctx, tx, press) => {
  const { draft: id } = editAction.parse(press)
  return answered(await editDraft(ctx, tx, { id, who: press.who }))
}

const pressFill: ActionHandler = async (ctx, tx, press) => {
  const { draft: id } = fillAction.parse(press)
  return answered(await fillDraft(ctx, tx, { id, who: press.who, form: press.form }))
}

const pressDrop: ActionHandler = async (ctx, tx, press) => {
  const { draft: id } = dropAction.parse(press)
  const outcome = await dropDraft(ctx, tx, { id, who: press.who })
  // Whoever wants it no more has nothing to put before anybody.
  return outcome.ok ? answered(outcome) : refused(outcome.refusal, told)
}

const pressUndo: ActionHandler = async (ctx, tx, press) => {
  const { draft: id } = undoAction.parse(press)
  const refusal = await undoRecord(ctx, tx, { id, who: press.who })
  return refusal === null ? { toast: { tone: 'success', text: toasts.undone } } : refused(refusal, relayed)
}

const pressBook: ActionHandler = async (ctx, tx, press) => {
  const { draft: id } = bookAction.parse(press)
  return answered(await bookDraft(ctx, tx, { id, who: press.who }))
}

const pressTakeUp: ActionHandler = async (ctx, tx, press) => {
  const { draft } = takeUpAction.parse(press)
  return answered(await takeUp(ctx, tx, { draft, who: press.who }))
}

function answered(outcome: Outcome): ActionAnswer {
  return outcome.ok
    ? { toast: { tone: 'success', text: toasts[outcome.stage.at] } }
    : refused(outcome.refusal, relayed)
}

/** What the buttons on the card of a draft do. */
export const actions: [string, ActionHandler][] = [
  [pickAction.name, pressPick],
  [freeAction.name, pressFree],
  [editAction.name, pressEdit],
  [fillAction.name, pressFill],
  [bookAction.name, pressBook],
  [dropAction.name, pressDrop],
  [undoAction.name, pressUndo],
  [takeUpAction.name, pressTakeUp],
]
