import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { PickedDate } from '../../cards/picked.ts'
import { cutTo } from '../../cards/shortened.ts'
import { VisitId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler, Press } from '../../letters/types.ts'
import { type Item, ITEMS, VERDICTS } from '../types.ts'
import { addRemedy, dropRemedy, openSheet, type Outcome, saveDraft, submitSheet } from './service.ts'
import type { Filled } from './types.ts'
import { refusalText, words } from './words.ts'

const Of = z.object({ visit: VisitId })

/** 填写督查表, 查看督查表: sends the sheet. */
const openAction = action('inspections.open', Of)
/** 保存草稿. */
export const saveAction = action('inspections.save', Of)
/** 要求整改. */
export const addAction = action('inspections.addRemedy', Of)
/** 删去: the one with this print, so that a second press takes out no other. */
export const dropAction = action('inspections.dropRemedy', Of.extend({ print: z.string() }))
/** 提交督查表. */
export const submitAction = action('inspections.submit', Of)

/** 填写督查表. */
export function openButton(visit: VisitId, text = words.open): Button {
  return openAction.button({ text, data: { visit } })
}

/** What people write is this long at most. */
export const MOST = { content: 500, procedure: 500, remark: 200, remedy: 300 }

const verdict = z.enum(VERDICTS).optional().catch(undefined)
const typed = (most: number) =>
  z
    .string()
    .trim()
    .transform((text) => cutTo(text, most))
    .optional()
    .catch(undefined)

const Form = z.object({
  rest: verdict,
  content: typed(MOST.content),
  procedure: typed(MOST.procedure),
  remark: typed(MOST.remark),
  remedy: typed(MOST.remedy),
})

/** What a form holds; what did not come, or is nothing that was offered, stays as it is. */
function filledIn(form: Press['form']): Filled {
  const marks = ITEMS.flatMap((item): [Item, (typeof VERDICTS)[number]][] => {
    const chosen = verdict.parse(form[item])
    return chosen === undefined ? [] : [[item, chosen]]
  })
  const remedyDay = PickedDate.parse(form['remedyDay'])
  const known = Object.entries(Form.parse(form)).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(known),
    ...(remedyDay === null ? {} : { remedyDay }),
    marks: Object.fromEntries(marks),
  }
}

function answerTo(outcome: Outcome, done: string): ActionAnswer {
  if (outcome.ok) return { toast: { tone: 'success', text: done } }
  return { toast: { tone: 'warning', text: refusalText(outcome) } }
}

function pressed({ who, madeAt: at, form }: Press) {
  return { who, at, filled: filledIn(form) }
}

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  answerTo(await openSheet(ctx, tx, { ...openAction.parse(press), who: press.who }), words.toastOpened)

const pressSave: ActionHandler = async (ctx, tx, press) =>
  answerTo(await saveDraft(ctx, tx, { ...saveAction.parse(press), ...pressed(press) }), words.toastSaved)

const pressAdd: ActionHandler = async (ctx, tx, press) =>
  answerTo(await addRemedy(ctx, tx, { ...addAction.parse(press), ...pressed(press) }), words.toastAdded)

const pressDrop: ActionHandler = async (ctx, tx, press) => {
  const dropped = await dropRemedy(ctx, tx, { ...dropAction.parse(press), who: press.who })
  return answerTo(dropped, words.toastDropped)
}

const pressSubmit: ActionHandler = async (ctx, tx, press) =>
  answerTo(
    await submitSheet(ctx, tx, { ...submitAction.parse(press), ...pressed(press) }),
    words.toastSubmitted,
  )

/** What the buttons of a sheet do. */
export const sheetActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [saveAction.name, pressSave],
  [addAction.name, pressAdd],
  [dropAction.name, pressDrop],
  [submitAction.name, pressSubmit],
]
