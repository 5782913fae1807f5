import { z } from 'zod'
import { Unfit } from '../errors.ts'
import type { Ctx } from '../ctx.ts'
import type { Tx } from '../db/tables.ts'
import type { ActionAnswer, ActionHandler } from '../letters/types.ts'
import { action } from '../cards/action.ts'
import { cutTo } from '../cards/shortened.ts'
import { refused } from '../cards/toast.ts'
import { type MemberId, RequestId } from '../ids.ts'
import { fill } from './drafts/service.ts'
import { handInText } from './submission/service.ts'
import { actions as pageActions, answered } from './pages/action.ts'
import { unheldActions } from './unheld/action.ts'
import { withdrawalActions } from './withdrawal/action.ts'
import { archiveActions } from './archive/action.ts'
import { actions as attachedActions } from './attachments/action.ts'
import { explainingActions } from './explaining/action.ts'
import { extensionActions } from './extension/action.ts'
import { actions as exportActions } from './exports/action.ts'
import { reopeningActions } from './reopening/action.ts'
import { actions as searchActions } from './search/action.ts'
import { reviewActions } from './review/action.ts'
import { settlingActions } from './settling/action.ts'
import { actions as taskActions } from './tasks/action.ts'
import { waivingActions } from './waiving/action.ts'
import { refusals, relays, words } from './words.ts'

/** 去填写: sends the confirm card to fill in. */
export const fillAction = action('reports.fill', z.object({ request: RequestId }))
/** 提交 on the card after the meeting. */
export const handInAction = action('reports.handIn', z.object({ request: RequestId }))
const MOST_CONTENT = 4_000
const Record = z.object({ content: z.string().transform((said) => cutTo(said.trim(), MOST_CONTENT)) })

const said = { refusals, relays, harmless: ['already'] } as const

const pressFill: ActionHandler = async (ctx, tx, { who, madeAt: at, ...press }) =>
  answerFill(ctx, tx, { ...fillAction.parse(press), who, at })

/** Sends somebody the card to fill in, and says so; or why not. */
export async function answerFill(
  ctx: Ctx,
  tx: Tx,
  filling: { request: RequestId; who: MemberId; at: Temporal.Instant },
): Promise<ActionAnswer> {
  const outcome = await fill(ctx, tx, filling)
  if (outcome.ok) return { toast: { tone: 'info', text: outcome.sent ? words.formSent : words.formThere } }
  const { needs, ...answer } = refused(outcome.refusal, said)
  return needs === undefined ? answer : { ...answer, needs: { matter: needs, id: filling.request } }
}

const pressHandIn: ActionHandler = async (ctx, tx, press) => {
  const { request } = handInAction.parse(press)
  const form = Record.safeParse(press.form)
  if (!form.success) throw new Unfit(`${handInAction.name}: form`)
  const written = { request, who: press.who, at: press.madeAt, ...form.data }
  const outcome = await handInText(ctx, tx, written)
  if ('kept' in outcome) return { toast: { tone: 'info', text: words[outcome.kept] } }
  return answered(outcome, words.done)
}

/** What this feature's buttons do. */
export const actions: [string, ActionHandler][] = [
  [fillAction.name, pressFill],
  [handInAction.name, pressHandIn],
  ...pageActions,
  ...unheldActions,
  ...withdrawalActions,
  ...attachedActions,
  ...exportActions,
  ...searchActions,
  ...archiveActions,
  ...taskActions,
  ...reviewActions,
  ...extensionActions,
  ...waivingActions,
  ...reopeningActions,
  ...settlingActions,
  ...explainingActions,
]
