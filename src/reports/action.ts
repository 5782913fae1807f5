import { z } from 'zod'
import { Unfit } from '../errors.ts'
import type { ActionAnswer, ActionHandler } from '../letters/types.ts'
import { action } from '../cards/action.ts'
import { cutTo } from '../cards/shortened.ts'
import { refused, toastOf } from '../cards/toast.ts'
import { RequestId } from '../ids.ts'
import { drop, fill, type Outcome } from './drafts/service.ts'
import { handInText, submit } from './submission/service.ts'
import { actions as attachedActions } from './attachments/action.ts'
import { extensionActions } from './extension/action.ts'
import { actions as exportActions } from './exports/action.ts'
import { reopeningActions } from './reopening/action.ts'
import { reviewActions } from './review/action.ts'
import { settlingActions } from './settling/action.ts'
import { actions as taskActions } from './tasks/action.ts'
import { waivingActions } from './waiving/action.ts'
import { refusals, words } from './words.ts'

/** 去填写: sends the confirm card to fill in. */
export const fillAction = action('reports.fill', z.object({ request: RequestId }))
/** 提交 on the card after the meeting. */
export const handInAction = action('reports.handIn', z.object({ request: RequestId }))
/** 提交 on the confirm card of the `n`th draft. */
export const submitAction = action('reports.submit', z.object({ request: RequestId, n: z.string() }))
/** 取消 on the confirm card of the `n`th draft. */
export const dropAction = action('reports.drop', z.object({ request: RequestId, n: z.string() }))

const text = z.string().exactOptional()
const Form = z.object({ content: text, addition: text, decisions: text })

const MOST_CONTENT = 4_000
const Record = z.object({ content: z.string().transform((said) => cutTo(said.trim(), MOST_CONTENT)) })

const said = { refusals, harmless: ['already'] } as const

const pressFill: ActionHandler = async (ctx, tx, press) => {
  const { request } = fillAction.parse(press)
  const outcome = await fill(ctx, tx, { request, who: press.who, at: press.madeAt })
  if (!outcome.ok) return refused(outcome.refusal, said)
  return { toast: { tone: 'info', text: outcome.sent ? words.formSent : words.formThere } }
}

const pressSubmit: ActionHandler = async (ctx, tx, press) => {
  const { request, n } = submitAction.parse(press)
  const submission = { request, n: Number(n), who: press.who, at: press.madeAt, form: formOf(press) }
  return answered(await submit(ctx, tx, submission), words.done)
}

const pressHandIn: ActionHandler = async (ctx, tx, press) => {
  const { request } = handInAction.parse(press)
  const form = Record.safeParse(press.form)
  if (!form.success) throw new Unfit(`${handInAction.name}: form`)
  const written = { request, who: press.who, at: press.madeAt, ...form.data }
  return answered(await handInText(ctx, tx, written), words.done)
}

function formOf(press: { form: unknown }): z.infer<typeof Form> {
  const form = Form.safeParse(press.form)
  if (form.success) return form.data
  throw new Unfit(`${submitAction.name}: form`)
}

const pressDrop: ActionHandler = async (_, tx, press) => {
  const { request, n } = dropAction.parse(press)
  return answered(await drop(tx, { request, n: Number(n), who: press.who, at: press.madeAt }), words.dropped)
}

function answered(outcome: Outcome, done: string): ActionAnswer {
  return toastOf(outcome, { done, ...said })
}

/** What this feature's buttons do. */
export const actions: [string, ActionHandler][] = [
  [fillAction.name, pressFill],
  [submitAction.name, pressSubmit],
  [handInAction.name, pressHandIn],
  [dropAction.name, pressDrop],
  ...attachedActions,
  ...exportActions,
  ...taskActions,
  ...reviewActions,
  ...extensionActions,
  ...waivingActions,
  ...reopeningActions,
  ...settlingActions,
]
