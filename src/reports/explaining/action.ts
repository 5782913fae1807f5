import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { PickedDate } from '../../cards/picked.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { answerExplanation, explain, openExplanation, openToAnswer } from './service.ts'
import { OUTCOMES } from './types.ts'
import { refusals, relays, words } from './words.ts'

const Of = z.object({ request: RequestId })
const Nth = z.object({ request: RequestId, n: z.string().regex(/^\d+$/) })

/** 说明情况: sends the form. */
export const openExplanationAction = action('reports.openExplanation', Of)
/** 提交说明. */
export const explainAction = action('reports.explain', Of)
/** 去答复. */
export const openToAnswerAction = action('reports.openToAnswer', Nth)
/** 回复, 延期 or 免交. */
export const answerAction = action('reports.answer', Nth.extend({ outcome: z.enum(OUTCOMES) }))

/** What is explained, and what is answered, is this long at most; an answer may become the reason of 免交. */
export const MOST = { said: 300, answer: 100 }

const Said = z.object({ said: typedUpTo(MOST.said) })
const Answer = z.object({ answer: typedUpTo(MOST.answer), until: PickedDate })

const said = { refusals, relays, harmless: ['waits'] } as const

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openExplanation(ctx, tx, { ...openExplanationAction.parse(press), who: press.who }), {
    done: words.toastOpened,
    ...said,
  })

const pressExplain: ActionHandler = async (ctx, tx, press) => {
  const explaining = { ...explainAction.parse(press), ...Said.parse(press.form) }
  const outcome = await explain(ctx, tx, { ...explaining, who: press.who, at: press.madeAt })
  return toastOf(outcome, { done: words.toastExplained, ...said })
}

const pressToAnswer: ActionHandler = async (ctx, tx, press) => {
  const { request, n } = openToAnswerAction.parse(press)
  const outcome = await openToAnswer(ctx, tx, { request, n: Number(n), who: press.who })
  return toastOf(outcome, { done: words.toastSent, ...said })
}

const pressAnswer: ActionHandler = async (ctx, tx, press) => {
  const { n, ...of } = answerAction.parse(press)
  const answering = { ...of, n: Number(n), ...Answer.parse(press.form), who: press.who, at: press.madeAt }
  const done = await answerExplanation(ctx, tx, answering)
  if (done.ok) return { toast: { tone: 'success', text: words.toastAnswered } }
  if (done.refusal === 'answered')
    return { toast: { tone: 'info', text: words.answered(await nameOf(tx, done.by, null)) } }
  if (done.refusal !== 'badDay') return refused(done.refusal, said)
  return { toast: { tone: 'warning', text: words.badDay(done.days.first, done.days.last) } }
}

/** What the buttons about explanations do. */
export const explainingActions: [string, ActionHandler][] = [
  [openExplanationAction.name, pressOpen],
  [explainAction.name, pressExplain],
  [openToAnswerAction.name, pressToAnswer],
  [answerAction.name, pressAnswer],
]
