import { z } from 'zod'
import { action } from '../../cards/action.ts'
import type { Button } from '../../cards/card.ts'
import { refused } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import type { Tx } from '../../db/tables.ts'
import { RequestId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { goOn, judge, openReview, type Outcome, undo } from './service.ts'
import type { Verdict } from './types.ts'
import { refusals, words } from './words.ts'

/** A remark on content or procedure is this long at most. */
export const MOST_REMARK = 500

const openAction = action('reports.openReview', z.object({}))
const seen = z.object({ request: RequestId, n: z.string().regex(/^\d{1,4}$/) })
/** 通过 of the `n`th version. */
export const passAction = action('reports.pass', seen)
/** 退回 of the `n`th version. */
export const returnAction = action('reports.return', seen)
/** 下一份. */
export const nextAction = action('reports.next', z.object({ request: RequestId }))
/** 撤销上一份. */
export const undoAction = action('reports.undo', z.object({ request: RequestId }))

/** 审核: opens the queue; with how many wait, in words of the caller's own where it has some. */
export function reviewButton(count: number, said: (count: number) => string = words.openCount): Button {
  return openAction.button({ text: said(count), style: 'primary', data: {} })
}

const MOST_POINTS = 20
const Form = z.object({
  points: z.array(z.string().max(100)).max(MOST_POINTS).catch([]),
  content: typedUpTo(MOST_REMARK),
  procedure: typedUpTo(MOST_REMARK),
})

const said = { refusals, harmless: [] } as const

const pressOpen: ActionHandler = async (ctx, tx, { who, madeAt: at }) => {
  // Two presses within a minute are one.
  await openReview(ctx, tx, { who, by: at.round('minute').toString() })
  return { toast: { tone: 'info', text: words.opened } }
}

function pressJudge(verdict: Verdict): ActionHandler {
  const { parse } = verdict === 'approved' ? passAction : returnAction
  return async (ctx, tx, press) => {
    const { request, n } = parse(press)
    const remark = Form.parse(press.form ?? {})
    const judging = { request, n: Number(n), who: press.who, at: press.madeAt, verdict, remark }
    const outcome = await judge(ctx, tx, judging)
    return answered(tx, outcome, verdict === 'approved' ? words.passed : words.returned)
  }
}

const pressNext: ActionHandler = async (ctx, tx, press) => {
  await goOn(ctx, tx, { ...nextAction.parse(press), who: press.who })
  return { toast: { tone: 'info', text: words.next } }
}

const pressUndo: ActionHandler = async (ctx, tx, press) =>
  answered(tx, await undo(ctx, tx, { ...undoAction.parse(press), who: press.who }), words.undone)

async function answered(tx: Tx, outcome: Outcome, done: string): Promise<ActionAnswer> {
  if (outcome.ok) return { toast: { tone: 'success', text: done } }
  if (outcome.refusal !== 'decided') return refused(outcome.refusal, said)
  const by = await nameOf(tx, outcome.by, null)
  return { toast: { tone: 'info', text: words.decided(by, outcome.verdict) } }
}

/** What the buttons of reading do. */
export const reviewActions: [string, ActionHandler][] = [
  [openAction.name, pressOpen],
  [passAction.name, pressJudge('approved')],
  [returnAction.name, pressJudge('returned')],
  [nextAction.name, pressNext],
  [undoAction.name, pressUndo],
]
