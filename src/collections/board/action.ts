import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { PickedDate, PickedTime } from '../../cards/picked.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId } from '../../ids.ts'
import { toastAsk } from '../../exports/service.ts'
import type { ActionHandler, Press } from '../../letters/types.ts'
import { instantOf } from '../../time/dates.ts'
import {
  close,
  exportAll,
  extend,
  nudge,
  openBoard,
  type Outcome,
  type Pressed,
  refresh,
  reopen,
  showNames,
  stopWeekly,
} from './service.ts'
import { refusals, relays, words } from './words.ts'

const Of = z.object({ collection: CollectionId })

/** 查看进展: the board once more. */
export const openAction = action('collections.open', Of)
/** Opens the board of a collection. */
export function openBoardButton(collection: CollectionId, text = words.todoOpen): Button {
  return openAction.button({ text, data: { collection } })
}

/** 刷新. */
export const refreshAction = action('collections.refresh', Of)
/** 未交名单. */
export const namesAction = action('collections.names', Of)
/** 提醒未交. */
export const nudgeAction = action('collections.nudge', Of)
/** 延期. */
export const extendAction = action('collections.extend', Of)
/** 导出. */
export const exportAction = action('collections.export', Of)
/** 截止. */
export const closeAction = action('collections.close', Of)
/** 重开. */
export const reopenAction = action('collections.reopen', Of)
/** 不再每周收集. */
export const stopAction = action('collections.stopWeekly', Of)

const told = {
  refusals,
  relays,
  harmless: ['closed', 'running', 'nobodyOpen', 'nudgedToday', 'notWeekly'],
} as const

type Does = (ctx: Ctx, tx: Tx, pressed: Pressed) => Promise<Outcome>

function simply(
  of: { parse(press: Press): { collection: CollectionId } },
  does: Does,
  done: string,
): ActionHandler {
  return async (ctx, tx, press) => {
    const pressed = { ...of.parse(press), who: press.who, at: press.madeAt }
    return toastOf(await does(ctx, tx, pressed), { done, ...told })
  }
}

const pressNudge: ActionHandler = async (ctx, tx, press) => {
  const outcome = await nudge(ctx, tx, { ...nudgeAction.parse(press), who: press.who, at: press.madeAt })
  if (!outcome.ok) return refused(outcome.refusal, told)
  return { toast: { tone: 'success', text: words.toastNudged(outcome.people) } }
}

const pressExport: ActionHandler = async (ctx, tx, press) => {
  const outcome = await exportAll(ctx, tx, { ...exportAction.parse(press), who: press.who, at: press.madeAt })
  if (!outcome.ok) return refused(outcome.refusal, told)
  if (outcome.sent === 'asked') return { toast: { tone: 'info', text: toastAsk } }
  return { toast: { tone: 'info', text: outcome.sent ? words.toastExport : words.toastExported } }
}

const Later = z.object({ day: PickedDate, clock: PickedTime })

const pressExtend: ActionHandler = async (ctx, tx, press) => {
  const { day, clock } = Later.parse(press.form)
  const dueAt =
    day === null || clock === null ? null : instantOf(day.toPlainDateTime(clock), ctx.settings.timezone)
  const pressed = { ...extendAction.parse(press), who: press.who, at: press.madeAt, dueAt }
  return toastOf(await extend(ctx, tx, pressed), { done: words.toastExtended, ...told })
}

/** What the buttons of a board do. */
export const actions: [string, ActionHandler][] = [
  [openAction.name, simply(openAction, openBoard, words.toastOpened)],
  [refreshAction.name, simply(refreshAction, refresh, words.toastRefreshed)],
  [namesAction.name, simply(namesAction, showNames, words.toastOpened)],
  [nudgeAction.name, pressNudge],
  [exportAction.name, pressExport],
  [extendAction.name, pressExtend],
  [closeAction.name, simply(closeAction, close, words.toastClosed)],
  [reopenAction.name, simply(reopenAction, reopen, words.toastReopened)],
  [stopAction.name, simply(stopAction, stopWeekly, words.toastStopped)],
]
