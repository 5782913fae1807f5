import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { type Answered, answerAtOnce } from '../../reports/service.ts'
import { formOf } from './service.ts'
import { refusals, relays, words } from './words.ts'

/** 提交 of the questions that stand on the card. */
export const answerAction = action('collections.answer', z.object({ request: RequestId }))
/** One of the options of a single question. */
export const chooseAction = action('collections.choose', z.object({ request: RequestId, option: z.string() }))

const pressAnswer: ActionHandler = async (ctx, tx, press) => {
  const { request } = answerAction.parse(press)
  return answered(
    await answerAtOnce(ctx, tx, { request, who: press.who, at: press.madeAt, form: press.form }),
  )
}

const pressChoose: ActionHandler = async (ctx, tx, press) => {
  const { request, option } = chooseAction.parse(press)
  const form = await formOf(tx, { request, option })
  return answered(await answerAtOnce(ctx, tx, { request, who: press.who, at: press.madeAt, form }))
}

function answered(outcome: Answered): ActionAnswer {
  if (outcome.ok) return { toast: { tone: 'success', text: words.toast } }
  if ('wrong' in outcome) return { toast: { tone: 'warning', text: words.toastWrong(outcome.wrong) } }
  return refused(outcome.refusal, { refusals, relays, harmless: ['already'] })
}

/** What the buttons on the card that asks do. */
export const actions: [string, ActionHandler][] = [
  [answerAction.name, pressAnswer],
  [chooseAction.name, pressChoose],
]
