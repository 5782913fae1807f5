import { randomUUID } from 'node:crypto'
import type { SandboxState, Chat } from '../state.ts'
import { wall } from '../clock.ts'
import type { Json } from '../json.ts'
import type { Message } from '../messages.ts'
import type { App } from '../world.ts'
import { deliverEvent } from './deliver.ts'
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
export function announce(state: SandboxState, chat: Chat, message: Message): void {
  const { message_id, from } = message
  happen(state, chat.bots, {
    type: 'im.message.receive_v1',
    by: from.id,
    message_id,
    about: { chat, message },
  })
}

/** Tells the apps that may hear it of an edit, if the platform tells of edits at all. */
export function announceEdit(state: SandboxState, chat: Chat, message: Message): void {
  const { message_id, from } = message
  if (state.switches.editEvent === 'silent') return
  happen(state, chat.bots, {
    type: 'im.message.updated_v1',
    by: from.id,
    message_id,
    about: { chat, message },
  })
}

type Happening<Type extends EventType> = {
  type: Type
  by: string
  about: Abouts[Type]
  message_id?: string
}

/** Tells of an event those of the apps that subscribe to it and have one of its scopes. */
export function happen<Type extends EventType>(
  state: SandboxState,
  apps: Iterable<string>,
  { type, about, ...of }: Happening<Type>,
): void {
  const { scopes, build } = eventKinds[type]
  for (const app of [...apps].flatMap((id) => state.apps.get(id) ?? [])) {
    const subscribed = app.events?.includes(type) ?? true
    if (!subscribed || !scopes(about, app).some((scope) => app.scopes.includes(scope))) continue
    const event_id = randomUUID().replaceAll('-', '')
    const header = { event_id, event_type: type, create_time: `${Math.floor(wall(state.clock))}` }
    const envelope = envelopeOf(app, header, build(about, app))
    const delivery: Delivery = {
      ...of,
      event_id,
      event_type: type,
      app_id: app.app_id,
      envelope,
      attempts: 0,
    }
    state.deliveries.push(delivery)
    void attempt(state, delivery)
  }
}

/** Delivers once more; a failure is retried on the platform's schedule. */
export async function attempt(state: SandboxState, delivery: Delivery): Promise<void> {
  delete delivery.next
  delivery.attempts += 1
  const { event_type: type, by, envelope } = delivery
  const app = state.apps.get(delivery.app_id)
  const ack = app && (await deliverEvent(state, app, { type, by, envelope }))
  if (delivery.end === 'acknowledged') return
  const wait = RETRY_AFTER[delivery.attempts - 1]
  if (ack?.code === 200) delivery.end = 'acknowledged'
  else if (wait === undefined) delivery.end = 'given up'
  else delivery.next = wall(state.clock) + wait
}

/** Starts the retries that have become due. */
export function retryDue(state: SandboxState): void {
  const now = wall(state.clock)
  for (const delivery of state.deliveries) {
    if (delivery.next !== undefined && delivery.next <= now) void attempt(state, delivery)
  }
}
