import { randomUUID } from 'node:crypto'
import { CARD_LIFE } from '../api/patch.ts'
import type { Box } from '../box.ts'
import { wall } from '../clock.ts'
import { asObject, asText, type Json } from '../json.ts'
import { type Message, settle } from '../messages.ts'
import type { App } from '../world.ts'
import { type Outcome, readAnswer } from './answer.ts'
import { knowledge } from '../rules/card.ts'
import { elementOf, type Found } from './element.ts'
import { actionOf } from './action.ts'
import { deliver } from '../roads.ts'
import type { Ack } from './hub.ts'
import { envelopeOf, idsOf } from './events.ts'

/** Somebody presses an element of a card: a button by its label, or any element by its path. */
export type Press = {
  as: string
  message: string
  text?: string | undefined
  path?: string | undefined
  form?: Json | undefined
  option?: string | undefined
  event_id?: string | undefined
}

type Target = Found & { message: Message; app: App }

/** Presses, waits for the app's answer and paints what it says, for everybody. */
export async function press(box: Box, order: Press): Promise<Outcome> {
  const target = targetOf(box, order)
  if ('error' in target) return target
  const { message, app } = target
  const action = actionOf(target, order)
  if ('error' in action) return action
  if ('url' in action) return action
  message.pending += 1
  const ack = await bring(box, app, callbackOf({ target, action, order, now: wall(box.clock) }))
  message.pending -= 1
  return finish(box, message, ack)
}

function finish(box: Box, message: Message, ack: Ack | undefined): Outcome {
  const outcome = readAnswer(ack, knowledge(box, message.from.id, true))
  if (!outcome.error) settle(box, message, outcome.card)
  return outcome
}

function targetOf(box: Box, order: Press): Target | { error: { code: number; text: string } } {
  const message = box.messages.get(order.message)
  const chat = message && box.chats.get(message.chat_id)
  if (!message?.card || !chat) return refused('没有这张卡片')
  if (!chat.members.has(order.as)) return refused('您不在这个会话中')
  const app = box.apps.get(message.from.id)
  if (!app) return refused('这张卡片不能回传')
  if (wall(box.clock) - message.at > CARD_LIFE) return refused('卡片发出已满14天，不能再操作')
  const found = elementOf(message.card, order)
  return found ? { ...found, message, app } : refused(`卡片上没有「${order.text ?? order.path}」`)
}

function refused(text: string) {
  return { error: { code: 0, text } }
}

type Callback = { target: Target; action: Json; order: Press; now: number }

function callbackOf({ target, action, order, now }: Callback): Json {
  const { message, app } = target
  const header = {
    event_id: order.event_id ?? randomUUID().replaceAll('-', ''),
    event_type: 'card.action.trigger',
    create_time: `${Math.floor(now * 1000)}`,
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
function bring(box: Box, app: App, envelope: Json): Promise<Ack | undefined> {
  const id = asText(asObject(envelope['header'])['event_id'])
  const known = box.callbacks.get(id) ?? envelope
  box.callbacks.set(id, known)
  return deliver(box, app, known)
}
