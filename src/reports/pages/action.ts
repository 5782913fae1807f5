import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { Unfit } from '../../errors.ts'
import { RequestId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler, Press } from '../../letters/types.ts'
import { drop } from '../drafts/service.ts'
import { faultsText } from '../forms/service.ts'
import { submit } from '../submission/service.ts'
import { NOT_HELD } from '../types.ts'
import { words as reportWords } from '../words.ts'
import { confirmRoll, correctRoll, giveBack, letRollStand, takeLast, turn } from './service.ts'
import type { Filled, PageOutcome } from './types.ts'
import { refusals, relays, words } from './words.ts'

const Draft = z.object({ request: RequestId, n: z.string() })

/** 提交 on the confirm card of the `n`th draft. */
export const submitAction = action('reports.submit', Draft)
/** 取消 on it. */
export const dropAction = action('reports.drop', Draft)
/** 上一页 and 下一页 on it, and 未召开. */
export const turnAction = action('reports.turn', Draft.extend({ to: z.string() }))
/** 沿用上次 on it. */
export const takeLastAction = action('reports.takeLast', Draft)
/** 撤销沿用 on it. */
export const giveBackAction = action('reports.giveBack', Draft)
/** 以签到为准 on it. */
export const rollStandsAction = action('reports.rollStands', Draft)
/** 更正签到 on it. */
export const correctRollAction = action('reports.correctRoll', Draft)

/** 去核实 on it. */
export const confirmRollAction = action('reports.confirmRoll', Draft)

const said = { refusals, relays, harmless: ['already'] } as const

/** Far more than a card's fields hold; what is larger did not come from one. */
const MOST_FORM = 100_000

/** A press with what was in the fields of its page. Throws `Unfit` for more than a card holds. */
export function filledBy({ who, madeAt: at, form }: Press, { request, n }: z.infer<typeof Draft>): Filled {
  if (JSON.stringify(form).length > MOST_FORM) throw new Unfit(`${request}: form`)
  return { request, who, n: Number(n), at, form }
}

/** The toast for what was done with a page, or what is to be mended on it. */
export function answered(outcome: PageOutcome, done: string): ActionAnswer {
  if (outcome.ok) return toastOf(outcome, { done, ...said })
  if (outcome.refusal !== 'unfinished') return refused(outcome.refusal, said)
  return { toast: { tone: 'warning', text: words.toMend(faultsText(outcome.faults)) } }
}

const pressSubmit: ActionHandler = async (ctx, tx, press) =>
  answered(await submit(ctx, tx, filledBy(press, submitAction.parse(press))), reportWords.done)

const pressDrop: ActionHandler = async (_, tx, press) => {
  const { request, n } = dropAction.parse(press)
  const dropped = await drop(tx, { request, n: Number(n), who: press.who, at: press.madeAt })
  return answered(dropped, reportWords.dropped)
}

const Page = z.union([
  z.literal(NOT_HELD),
  z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
])

const pressTurn: ActionHandler = async (ctx, tx, press) => {
  const { to, ...of } = turnAction.parse(press)
  const page = Page.safeParse(to)
  if (!page.success) throw new Unfit(`${turnAction.name}: ${to.slice(0, 20)}`)
  return answered(await turn(ctx, tx, { ...filledBy(press, of), to: page.data }), words.toastSaved)
}

const pressTakeLast: ActionHandler = async (ctx, tx, press) =>
  answered(await takeLast(ctx, tx, filledBy(press, takeLastAction.parse(press))), words.toastTaken)

const pressGiveBack: ActionHandler = async (ctx, tx, press) =>
  answered(await giveBack(ctx, tx, filledBy(press, giveBackAction.parse(press))), words.toastGivenBack)

const pressRollStands: ActionHandler = async (ctx, tx, press) =>
  answered(await letRollStand(ctx, tx, filledBy(press, rollStandsAction.parse(press))), words.toastRollStands)

const pressCorrectRoll: ActionHandler = async (ctx, tx, press) => {
  const { outcome, led } = await correctRoll(ctx, tx, filledBy(press, correctRollAction.parse(press)))
  return answered(outcome, words.toastCorrect[led])
}

const pressConfirmRoll: ActionHandler = async (ctx, tx, press) =>
  answered(await confirmRoll(ctx, tx, filledBy(press, confirmRollAction.parse(press))), words.toastConfirm)

/** What the buttons of the pages do. */
export const actions: [string, ActionHandler][] = [
  [submitAction.name, pressSubmit],
  [dropAction.name, pressDrop],
  [turnAction.name, pressTurn],
  [takeLastAction.name, pressTakeLast],
  [giveBackAction.name, pressGiveBack],
  [rollStandsAction.name, pressRollStands],
  [correctRollAction.name, pressCorrectRoll],
  [confirmRollAction.name, pressConfirmRoll],
]
