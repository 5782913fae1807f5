import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { VisitId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import {
  confirmSheet,
  keepSheet,
  objectToSheet,
  openObjectionAgain,
  openResult,
  type Outcome,
} from './service.ts'
import { refusalText, relays, words } from './words.ts'

const Asked = z.object({ visit: VisitId, asked: z.string().regex(/^\d{1,4}$/) })

/** 确认 of what the branch was asked for the `asked`th time. */
export const confirmAction = action('inspections.confirm', Asked)
/** 说明. */
export const objectAction = action('inspections.object', Asked)
/** 维持并答复. */
export const keepAction = action('inspections.keep', z.object({ visit: VisitId }))

const openObjectionAction = action('inspections.openObjection', z.object({ visit: VisitId }))
const openResultAction = action('inspections.openResult', z.object({ visit: VisitId }))

/** 查看说明. */
export function openObjectionButton(visit: VisitId, text: string): Button {
  return openObjectionAction.button({ text, data: { visit } })
}

/** 查看并确认. */
export function openResultButton(visit: VisitId, text: string): Button {
  return openResultAction.button({ text, data: { visit } })
}

/** What people write is this long at most. */
export const MOST_SAID = 500

const Said = z.object({ words: typedUpTo(MOST_SAID) })

function answerTo(outcome: Outcome, done: string): ActionAnswer {
  if (outcome.ok) return { toast: { tone: 'success', text: done } }
  const tone = outcome.refusal === 'moved' ? 'info' : 'warning'
  const needs = relays[outcome.refusal]
  return { toast: { tone, text: refusalText(outcome) }, ...(needs === undefined ? {} : { needs }) }
}

const pressConfirm: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) => {
  const { visit, asked } = confirmAction.parse(press)
  const outcome = await confirmSheet(ctx, tx, { visit, asked: Number(asked), who, at })
  return answerTo(outcome, words.toastConfirmed)
}

const pressObject: ActionHandler = async (ctx, tx, { who, madeAt: at, form, ...press }) => {
  const { visit, asked } = objectAction.parse(press)
  const said = { visit, asked: Number(asked), who, at, ...Said.parse(form) }
  return answerTo(await objectToSheet(ctx, tx, said), words.toastObjected)
}

const pressKeep: ActionHandler = async (ctx, tx, { who, form, ...press }) =>
  answerTo(
    await keepSheet(ctx, tx, { ...keepAction.parse(press), ...Said.parse(form), who }),
    words.toastKept,
  )

const pressOpenObjection: ActionHandler = async (ctx, tx, press) =>
  answerTo(
    await openObjectionAgain(ctx, tx, { ...openObjectionAction.parse(press), who: press.who }),
    words.toastOpened,
  )

const pressOpenResult: ActionHandler = async (ctx, tx, press) =>
  answerTo(await openResult(ctx, tx, { ...openResultAction.parse(press), who: press.who }), words.toastOpened)

/** What the buttons about a sheet's confirmation do. */
export const replyActions: [string, ActionHandler][] = [
  [confirmAction.name, pressConfirm],
  [objectAction.name, pressObject],
  [keepAction.name, pressKeep],
  [openObjectionAction.name, pressOpenObjection],
  [openResultAction.name, pressOpenResult],
]
