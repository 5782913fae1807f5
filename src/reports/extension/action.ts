import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { PickedDate } from '../../cards/picked.ts'
import { refused, toastOf } from '../../cards/toast.ts'
import { typedUpTo } from '../../cards/typed.ts'
import { RequestId } from '../../ids.ts'
import type { ActionAnswer, ActionHandler } from '../../letters/types.ts'
import { nameOf } from '../../roster/service.ts'
import { applyForExtension, decideExtension, openExtension } from './service.ts'
import { refusals, relays, words } from './words.ts'

const Of = z.object({ request: RequestId })

/** 申请延期: sends the form. */
export const openExtensionAction = action('reports.openExtension', Of)
/** 提交申请. */
export const extensionAction = action('reports.askExtension', Of)
/** 同意 or 不同意. */
export const decideExtensionAction = action(
  'reports.decideExtension',
  z.object({ request: RequestId, verdict: z.enum(['granted', 'declined']) }),
)

/** Why a deadline should be put off is said in so many characters at most. */
export const MOST_WHY = 100

const Form = z.object({ until: PickedDate, why: typedUpTo(MOST_WHY) })

const said = { refusals, relays, harmless: ['asked', 'extended'] } as const

const pressOpen: ActionHandler = async (ctx, tx, press) =>
  toastOf(await openExtension(ctx, tx, { ...openExtensionAction.parse(press), who: press.who }), {
    done: words.toastOpened,
    ...said,
  })

const pressAsk: ActionHandler = async (ctx, tx, press) => {
  const applying = { ...extensionAction.parse(press), ...Form.parse(press.form) }
  const outcome = await applyForExtension(ctx, tx, { ...applying, who: press.who, at: press.madeAt })
  if (outcome.ok) return succeeded(words.toastAsked)
  if (outcome.refusal !== 'badDay') return refused(outcome.refusal, said)
  return { toast: { tone: 'warning', text: words.badDay(outcome.days.first, outcome.days.last) } }
}

const pressDecide: ActionHandler = async (ctx, tx, press) => {
  const { request, verdict } = decideExtensionAction.parse(press)
  const granted = verdict === 'granted'
  const outcome = await decideExtension(ctx, tx, { request, granted, who: press.who, at: press.madeAt })
  if (outcome.ok) return succeeded(granted ? words.toastGranted : words.toastDeclined)
  if (outcome.refusal !== 'decided') return refused(outcome.refusal, said)
  const { decidedBy, state } = outcome.application
  const by = decidedBy === null ? '' : await nameOf(tx, decidedBy, null)
  return { toast: { tone: 'info', text: words.decided(by, state === 'granted') } }
}

function succeeded(text: string): ActionAnswer {
  return { toast: { tone: 'success', text } }
}

/** What the buttons about a deadline do. */
export const extensionActions: [string, ActionHandler][] = [
  [openExtensionAction.name, pressOpen],
  [extensionAction.name, pressAsk],
  [decideExtensionAction.name, pressDecide],
]
