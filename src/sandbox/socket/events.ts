import { randomUUID } from 'node:crypto'
import type { Box, Chat } from '../box.ts'
import { wall } from '../clock.ts'
import type { Json } from '../json.ts'
import type { Mention, Message } from '../messages.ts'
import type { App } from '../world.ts'
import { deliver } from '../roads.ts'

// Each after the attempt before it, in the sandbox's wall time, so that advancing the clock brings them.
const RETRY_AFTER = [15_000, 300_000, 3_600_000, 21_600_000]

/** An event on its way to an app. */
export type Delivery = {
  event_id: string
  event_type: string
  app_id: string
  message_id: string
  envelope: Json
  attempts: number
  end?: 'acknowledged' | 'given up'
  /** Wall time of the next attempt; absent while one is under way. */
  next?: number
}

/** What every event is wrapped in. */
export function envelopeOf(
  app: App,
  header: { event_id: string; event_type: string; create_time: string },
  event: Json,
) {
  return {
    schema: '2.0',
    header: { ...header, token: app.verification_token, app_id: app.app_id, tenant_key: 'sandbox' },
    event,
  }
}

/** Tells the apps that may hear it of a message: all in a direct chat, in a group those that are mentioned. */
export function announce(box: Box, chat: Chat, message: Message): void {
  for (const app of box.apps.values()) {
    if (!chat.bots.has(app.app_id) || !mayHear(app, chat, message)) continue
    const header = {
      event_id: randomUUID().replaceAll('-', ''),
      event_type: 'im.message.receive_v1',
      create_time: `${Math.floor(message.at)}`,
    }
    const delivery: Delivery = {
      ...header,
      app_id: app.app_id,
      message_id: message.message_id,
      envelope: envelopeOf(app, header, receivedEvent(chat, message)),
      attempts: 0,
    }
    box.deliveries.push(delivery)
    void attempt(box, delivery)
  }
}

function mayHear(app: App, chat: Chat, message: Message): boolean {
  if (chat.type === 'p2p') return app.scopes.includes('im:message.p2p_msg:readonly')
  if (app.scopes.includes('im:message.group_msg')) return true
  const mentioned = message.mentions.some((mention) => mention.open_id === app.open_id)
  return mentioned && app.scopes.includes('im:message.group_at_msg:readonly')
}

function receivedEvent(chat: Chat, message: Message): Json {
  const { message_id, parent_id, root_id, mentions } = message
  return {
    sender: { sender_id: idsOf(message.from.id), sender_type: 'user', tenant_key: 'sandbox' },
    message: {
      message_id,
      ...(parent_id && { parent_id, root_id }),
      create_time: `${Math.floor(message.at)}`,
      update_time: `${Math.floor(message.updatedAt)}`,
      chat_id: chat.chat_id,
      chat_type: chat.type,
      message_type: message.type,
      content: message.content,
      ...(mentions.length > 0 && { mentions: mentions.map(mentionOf) }),
    },
  }
}

function mentionOf({ key, open_id, name, kind }: Mention): Json {
  return { key, id: idsOf(open_id), mentioned_type: kind, name, tenant_key: 'sandbox' }
}

/** The ids of a person as events give them; `user_id` would need a scope of its own. */
export function idsOf(open_id: string): Json {
  return { open_id, union_id: open_id.replace(/^ou_/, 'on_') }
}

/** Delivers once more; a failure is retried on the platform's schedule. */
export async function attempt(box: Box, delivery: Delivery): Promise<void> {
  delete delivery.next
  delivery.attempts += 1
  const app = box.apps.get(delivery.app_id)
  const ack = app && (await deliver(box, app, delivery.envelope))
  if (delivery.end === 'acknowledged') return
  const wait = RETRY_AFTER[delivery.attempts - 1]
  if (ack?.code === 200) delivery.end = 'acknowledged'
  else if (wait === undefined) delivery.end = 'given up'
  else delivery.next = wall(box.clock) + wait
}

/** Starts the retries that have become due. */
export function retryDue(box: Box): void {
  const now = wall(box.clock)
  for (const delivery of box.deliveries) {
    if (delivery.next !== undefined && delivery.next <= now) void attempt(box, delivery)
  }
}
