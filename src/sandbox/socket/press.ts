import { randomUUID } from 'node:crypto'
import { CARD_LIFE } from '../api/patch.ts'
import type { Box } from '../state.ts'
import { wall } from '../clock.ts'
import { asObject, asText, type Json } from '../json.ts'
import { type Message, settle } from '../messages.ts'
import type { App } from '../world.ts'
import { actionOf, type Given } from './action.ts'
import { type Outcome, readAnswer, type Refused, refused, shownCode } from './answer.ts'
import { bringClick } from './deliver.ts'
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

/** Presses, waits for the app's answer and paints what it says, for everybody. */
export async function press(box: Box, order: Press): Promise<Outcome> {
  const target = targetOf(box, order)
  if ('error' in target) return target
  const { message, app } = target
  const action = actionOf(target, order, box.switches)
  if ('error' in action || 'url' in action) return action
  if (!app.callbacks) return shownCode(200340)
  const envelope = remembered(box, callbackOf(box, order, { target, action }))
  message.pending += 1
  const afterwards = (late: Ack | undefined) => {
    if (late && box.switches.lateAck === 'painted') finish(box, target, late)
  }
  const ack = await bringClick(box, app, { type: CLICK, by: order.as, envelope, afterwards })
  message.pending -= 1
  return finish(box, target, ack)
}

function finish(box: Box, { message, app }: Target, ack: Ack | undefined): Outcome {
  const outcome = readAnswer(box, app, ack)
  if (!outcome.error) settle(box, message, outcome.card)
  return outcome
}

function targetOf(box: Box, order: Press): Target | Refused {
  const message = box.messages.get(order.message)
  const chat = message && box.chats.get(message.chat_id)
  if (!message?.card || !chat) return refused('没有这张卡片')
  if (!chat.members.has(order.as)) return refused('您不在这个会话中')
  const app = box.apps.get(message.from.id)
  if (!app) return refused('这张卡片不能回传')
  if (wall(box.clock) - message.at > CARD_LIFE) return refused('卡片发出已满14天，不能再操作')
  const found = elementOf(message.card, order)
  return found ? { ...found, message, app } : refused(`卡片上没有“${order.text ?? order.path}”`)
}

function callbackOf(box: Box, order: Press, { target, action }: { target: Target; action: Json }): Json {
  const { message, app } = target
  const perMs = box.switches.createTimeUnit === 'us' ? 1000 : 1
  const header = {
    event_id: order.event_id ?? randomUUID().replaceAll('-', ''),
    event_type: CLICK,
    create_time: `${Math.floor(wall(box.clock) * perMs)}`,
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
function remembered(box: Box, envelope: Json): Json {
  const id = asText(asObject(envelope['header'])['event_id'])
  const known = box.callbacks.get(id) ?? envelope
  box.callbacks.set(id, known)
  return known
}
