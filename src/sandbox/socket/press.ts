import { randomUUID } from 'node:crypto'
import { CARD_LIFE } from '../api/patch.ts'
import type { SandboxState } from '../state.ts'
import { wall } from '../clock.ts'
import { asObject, asText, type Json } from '../json.ts'
import { type Message, settle } from '../messages.ts'
import type { App } from '../world.ts'
import { actionOf, type Given } from './action.ts'
import { type Outcome, readAnswer, type Refused, refused, shownCode } from './answer.ts'
import { deliverClick } from './deliver.ts'
import { elementOf, type Found } from './element.ts'
import { idsOf } from './event-kinds.ts'
import { envelopeOf } from './events.ts'
import type { Ack } from './hub.ts'

/** Somebody presses an element of a card: a button by its label, or any element by its path. */
export type Press = Given & {
  as: string
  message: string
  text?: string | undefined
  path?: string | undefined
  event_id?: string | undefined
}

const CLICK = 'card.action.trigger'

type Target = Found & { message: Message; app: App }

/** Presses, waits for the app's answer and shows what it says, for everybody. */
export async function press(state: SandboxState, order: Press): Promise<Outcome> {
  const target = targetOf(state, order)
  if ('error' in target) return target
  const { message, app } = target
  const action = actionOf(target, order, state.switches)
  if ('error' in action || 'url' in action) return action
  if (!app.callbacks) return shownCode(200340)
  const envelope = remembered(state, callbackOf(state, order, { target, action }))
  message.pending += 1
  const afterwards = (late: Ack | undefined) => {
    if (late && state.switches.lateAck === 'shown') finish(state, target, late)
  }
  const ack = await deliverClick(state, app, { type: CLICK, by: order.as, envelope, afterwards })
  message.pending -= 1
  return finish(state, target, ack)
}

function finish(state: SandboxState, { message, app }: Target, ack: Ack | undefined): Outcome {
  const outcome = readAnswer(state, app, ack)
  if (!outcome.error) settle(state, message, outcome.card)
  return outcome
}

function targetOf(state: SandboxState, order: Press): Target | Refused {
  const message = state.messages.get(order.message)
  const chat = message && state.chats.get(message.chat_id)
  if (!message?.card || !chat) return refused('没有这张卡片')
  if (!chat.members.has(order.as)) return refused('您不在这个会话中')
  const app = state.apps.get(message.from.id)
  if (!app) return refused('这张卡片不能回传')
  if (wall(state.clock) - message.at > CARD_LIFE) return refused('卡片发出已满14天，不能再操作')
  const found = elementOf(message.card, order)
  return found ? { ...found, message, app } : refused(`卡片上没有“${order.text ?? order.path}”`)
}

function callbackOf(
  state: SandboxState,
  order: Press,
  { target, action }: { target: Target; action: Json },
): Json {
  const { message, app } = target
  const perMs = state.switches.createTimeUnit === 'us' ? 1000 : 1
  const header = {
    event_id: order.event_id ?? randomUUID().replaceAll('-', ''),
    event_type: CLICK,
    create_time: `${Math.floor(wall(state.clock) * perMs)}`,
  }
  return envelopeOf(app, header, {
    operator: { tenant_key: 'sandbox', ...idsOf(order.as) },
    token: `c-${randomUUID().replaceAll('-', '')}`,
    action,
    host: 'im_message',
    context: { open_message_id: message.message_id, open_chat_id: message.chat_id },
  })
}

// A press with an event id that was seen before is the same event delivered again, with the time of the first.
function remembered(state: SandboxState, envelope: Json): Json {
  const id = asText(asObject(envelope['header'])['event_id'])
  const known = state.callbacks.get(id) ?? envelope
  state.callbacks.set(id, known)
  return known
}
