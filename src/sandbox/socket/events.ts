import { randomUUID } from 'node:crypto'
import type { Box, Chat } from '../state.ts'
import { wall } from '../clock.ts'
import type { Json } from '../json.ts'
import type { Message } from '../messages.ts'
import type { App } from '../world.ts'
import { bringEvent } from './deliver.ts'
import { type Abouts, eventKinds, type EventType } from './event-kinds.ts'

// Each after the attempt before it, in the sandbox's wall time, so that advancing the clock brings them.
const RETRY_AFTER = [15_000, 300_000, 3_600_000, 21_600_000]

/** An event on its way to an app. */
export type Delivery = {
  event_id: string
  event_type: EventType
  app_id: string
  /** Whose doing it was. */
  by: string
  /** The message it tells of, if any. */
  message_id?: string
  envelope: Json
  attempts: number
  end?: 'acknowledged' | 'given up'
  /** Wall time of the next attempt; absent while one is under way. */
  next?: number
}

type Header = { event_id: string; event_type: string; create_time: string }

/** What every event and every click is wrapped in. */
export function envelopeOf(app: App, header: Header, event: Json): Json {
  const { app_id, verification_token: token } = app
  return { schema: '2.0', header: { ...header, token, app_id, tenant_key: 'sandbox' }, event }
}

/** Tells the apps of a chat that may hear it of a message. */
export function announce(box: Box, chat: Chat, message: Message): void {
  const { message_id, from } = message
  happen(box, chat.bots, { type: 'im.message.receive_v1', by: from.id, message_id, about: { chat, message } })
}

/** Tells the apps that may hear it of an edit, if the platform tells of edits at all. */
export function announceEdit(box: Box, chat: Chat, message: Message): void {
  const { message_id, from } = message
  if (box.switches.editEvent === 'silent') return
  happen(box, chat.bots, { type: 'im.message.updated_v1', by: from.id, message_id, about: { chat, message } })
}

type Happening<Type extends EventType> = {
  type: Type
  by: string
  about: Abouts[Type]
  message_id?: string
}

/** Tells of an event those of the apps that subscribe to it and have one of its scopes. */
export function happen<Type extends EventType>(
  box: Box,
  apps: Iterable<string>,
  { type, about, ...of }: Happening<Type>,
): void {
  const { scopes, build } = eventKinds[type]
  for (const app of [...apps].flatMap((id) => box.apps.get(id) ?? [])) {
    const subscribed = app.events?.includes(type) ?? true
    if (!subscribed || !scopes(about, app).some((scope) => app.scopes.includes(scope))) continue
    const event_id = randomUUID().replaceAll('-', '')
    const header = { event_id, event_type: type, create_time: `${Math.floor(wall(box.clock))}` }
    const envelope = envelopeOf(app, header, build(about, app))
    const delivery: Delivery = {
      ...of,
      event_id,
      event_type: type,
      app_id: app.app_id,
      envelope,
      attempts: 0,
    }
    box.deliveries.push(delivery)
    void attempt(box, delivery)
  }
}

/** Delivers once more; a failure is retried on the platform's schedule. */
export async function attempt(box: Box, delivery: Delivery): Promise<void> {
  delete delivery.next
  delivery.attempts += 1
  const { event_type: type, by, envelope } = delivery
  const app = box.apps.get(delivery.app_id)
  const ack = app && (await bringEvent(box, app, { type, by, envelope }))
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
