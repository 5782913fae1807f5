import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { RequestId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { filledBy } from '../pages/service.ts'
import { words as reportWords } from '../words.ts'
import { askWhy, sayNotHeld } from './service.ts'
import { refusals, relays, words } from './words.ts'

/** 未召开 on a card that asks for a report. */
export const askWhyAction = action('reports.askNotHeld', z.object({ request: RequestId }))
/** 提交未召开 on the confirm card of the `n`th draft. */
export const sayNotHeldAction = action('reports.sayNotHeld', z.object({ request: RequestId, n: z.string() }))

const said = { refusals, relays, harmless: ['already'] } as const

const pressAsk: ActionHandler = async (ctx, tx, press) => {
  const { request } = askWhyAction.parse(press)
  const outcome = await askWhy(ctx, tx, { request, who: press.who, at: press.madeAt })
  if (!outcome.ok) return refused(outcome.refusal, said)
  return { toast: { tone: 'info', text: outcome.sent ? reportWords.formSent : reportWords.formThere } }
}

const pressSay: ActionHandler = async (ctx, tx, press) => {
  const outcome = await sayNotHeld(ctx, tx, filledBy(press, sayNotHeldAction.parse(press)))
  return toastOf(outcome, { done: words.done, ...said })
}

/** What the buttons of 未召开 do. */
export const unheldActions: [string, ActionHandler][] = [
  [askWhyAction.name, pressAsk],
  [sayNotHeldAction.name, pressSay],
]
