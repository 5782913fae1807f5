import { z } from 'zod'
import { LEAVE_CATEGORIES } from '../../../config/college.ts'
import { action } from '../../cards/action.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { MeetingId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { toastFor } from '../words.ts'
import { askForLeave, explainLeave } from './service.ts'
import { words } from './words.ts'

/** One of the five categories, pressed: the leave is asked for. */
export const categoryAction = action(
  'attendance.category',
  z.object({ meeting: MeetingId, category: z.enum(LEAVE_CATEGORIES) }),
)

/** 提交 of the explanation. */
export const noteAction = action('attendance.leaveNote', z.object({ meeting: MeetingId }))

/** 提交 of the form by which a category was chosen before there were five buttons: it stands on cards that are out. */
const formAction = action('attendance.leave', z.object({ meeting: MeetingId }))

/** The form takes as many characters, and some take more than one unit. */
const MOST_NOTE = 400

const note = typedUpTo(MOST_NOTE)
const NoteForm = z.object({ note })
const LeaveForm = z.object({ category: z.enum(LEAVE_CATEGORIES).nullable().catch(null), note })

/** Kindly: leave that comes late is taken as well. */
function askedToast(asked: Awaited<ReturnType<typeof askForLeave>>) {
  const isLate = asked.ok && asked.stage === 'asked' && asked.late === true
  return toastFor(asked, isLate ? words.toastLate : undefined)
}

const pressCategory: ActionHandler = async (ctx, tx, press) => {
  const { who, madeAt } = press
  const said = { ...categoryAction.parse(press), who, madeAt, note: null }
  return askedToast(await askForLeave(ctx, tx, said))
}

const pressForm: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = formAction.parse(press)
  const { category, note } = LeaveForm.parse(press.form)
  const said = { meeting, who: press.who, madeAt: press.madeAt, category, note: note === '' ? null : note }
  return askedToast(await askForLeave(ctx, tx, said))
}

const pressNote: ActionHandler = async (ctx, tx, press) => {
  const { meeting } = noteAction.parse(press)
  const { note } = NoteForm.parse(press.form)
  const explained = await explainLeave(ctx, tx, { meeting, who: press.who, madeAt: press.madeAt, note })
  return toastFor(explained, words.toastExplained)
}

/** What the buttons of a request for leave do. */
export const requestActions: [string, ActionHandler][] = [
  [categoryAction.name, pressCategory],
  [formAction.name, pressForm],
  [noteAction.name, pressNote],
]
