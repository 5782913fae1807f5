import type { Call } from './calls.ts'
import type { Meters } from './control/meters.ts'
import type { Fault, FaultKind, Faults } from './faults.ts'
import type { Message, MessageType } from './messages.ts'
import type { Finding } from './rules/card.ts'
import type { Outcome } from './socket/answer.ts'
import type { Delivery } from './socket/events.ts'
import type { Press } from './socket/press.ts'
import type { SwitchName, Switches } from './switches.ts'
import type { World, WorldInput } from './world.ts'

export type { Outcome, Press }

/** One platform call as it was seen by the sandbox. */
export type RecordedCall = Call

/** A message as `/control/messages` tells it. */
export type ShownMessage = Pick<
  Message,
  'seq' | 'message_id' | 'from' | 'type' | 'text' | 'card' | 'parent_id' | 'updated' | 'recalled'
> & { at: string; file?: Record<string, string> }

export type ShownChat = {
  chat_id: string
  name: string
  type: 'group' | 'p2p'
  unread: number
  last: { text: string; at: string } | null
}

export type HeldCall = Pick<Call, 'n' | 'api' | 'uuid' | 'message_id'> & {
  id: number
  when: 'before' | 'after'
}

export type SandboxState = {
  now: string
  offsetMs: number
  apps: { app_id: string; name: string; open_id: string }[]
  /** Long connections that have pinged: the app can be reached. */
  connections: number
  hasTimeController: boolean
  tour: World['tour']
}

/** A delivery of an event; `next` is when it will be tried again. */
export type EventDelivery = Omit<Delivery, 'envelope' | 'next'> & { next?: string }

export type Switch = { [Q in SwitchName]: { name: Q; value: Switches[Q] } }[SwitchName]

/** A fault as it is ordered; only its kind must be said. */
export type FaultRequest = { kind: FaultKind } & Partial<Omit<Fault, 'id' | 'struck' | 'kind'>>

/** The speaker, the chat, and the message that is replied to. */
type Speech = { as: string; chat: string; reply_to?: string }
/** What a person sends; `type` is its media type. */
type Attachment = Speech & { name: string; type: string; bytes: Uint8Array }
type Sent = { message_id: string }
type Advanced = { now: string; note?: string }
type Move = { chat: string; who: string }
type HoldOrder = { api: string; when: 'before' | 'after'; count: number }

/** Typed access to `/control/*` of a sandbox. */
export type Control = ReturnType<typeof openControl>

/** Steers the sandbox at `url`. */
export function openControl(url: string) {
  const { ask, tell } = callerOf(url)
  return {
    state: () => ask<SandboxState>('state'),
    clock: (offsetMs: number) => tell<{ now: string }>('clock', { offsetMs }),
    advance: (by: 'hour' | 'day' | 'next') => tell<Advanced>('advance', { by }),
    people: () => ask<{ open_id: string; name: string; title?: string }[]>('people'),
    chats: (as: string) => ask<ShownChat[]>('chats', { as }),
    messages: async (chat: string, as: string) =>
      (await ask<{ messages: ShownMessage[] }>('messages', { chat, as })).messages,
    ...speechOf(tell),
    /** The author takes a message back. */
    recall: (order: { as: string; message: string }) => tell<object>('recall', order),
    /** A person or an app, by open_id or app_id, joins a group or leaves it. */
    join: (move: Move) => tell<object>('join', move),
    leave: (move: Move) => tell<object>('leave', move),
    disband: (chat: string) => tell<object>('disband', { chat }),
    person: (someone: { open_id: string; name?: string; gone?: boolean }) => tell<object>('person', someone),
    press: (order: Press) => tell<Outcome>('press', order),
    /** A person sends a picture or, with any other media type, a file. */
    attach: ({ type, bytes, ...order }: Attachment) =>
      answerOf<Sent>(`${url}/control/attach?${new URLSearchParams(order)}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.from(bytes),
      }),
    meters: () => ask<Meters>('meters'),
    record: async (after = 0) => (await ask<{ calls: Call[] }>('record', { after: `${after}` })).calls,
    events: async () => (await ask<{ events: EventDelivery[] }>('events')).events,
    redeliver: (message: string) => tell<{ delivered: number }>('redeliver', { message }),
    hold: async (order: HoldOrder) => (await tell<{ id: number }>('hold', order)).id,
    held: () => ask<HeldCall[]>('held'),
    release: (n: number, then: 'go' | 'cut') => tell<{ released: boolean }>('release', { n, then }),
    unhold: (id: number) => tell<object>('unhold', { id }),
    cut: () => tell<{ cut: number }>('cut', {}),
    /** Saves the address to which an app's events and clicks are posted; throws unless it answers the challenge. */
    requestUrl: (order: { app_id: string; url: string }) => tell<object>('request-url', order),
    switch: (order: Switch) => tell<object>('switch', order),
    fault: async (request: FaultRequest) => (await tell<{ id: number }>('faults', request)).id,
    check: async (card: object) => (await tell<{ findings: Finding[] }>('check', { card })).findings,
    /** Ends one fault, or all. */
    heal: (id?: number) => tell<object>('heal', { id }),
    seed: (seed: number) => tell<object>('seed', { seed }),
    faults: () => ask<Pick<Faults, 'seed' | 'ordered' | 'log'> & { kinds: FaultKind[] }>('faults'),
  }
}

function speechOf(tell: ReturnType<typeof callerOf>['tell']) {
  return {
    say: (order: Speech & { text: string }) => tell<Sent>('say', order),
    /** A person sends a rich text, a sticker, a vote … with content as apps receive it; `at` names an open_id or `all`. */
    send: (order: Speech & { type: MessageType; content: object }) => tell<Sent>('send', order),
    /** A person forwards one message as a copy, or several as one. */
    forward: (order: Speech & { messages: string[] }) => tell<Sent>('forward', order),
    /** The author gives a text other words. */
    edit: (order: { as: string; message: string; text: string }) => tell<object>('edit', order),
    /** Somebody founds a group. */
    found: (group: WorldInput['chats'][number]) => tell<object>('found', group),
  }
}

function callerOf(url: string) {
  const headers = { 'content-type': 'application/json' }
  return {
    ask: <T>(path: string, query: Record<string, string> = {}) =>
      answerOf<T>(`${url}/control/${path}?${new URLSearchParams(query)}`),
    tell: <T>(path: string, body: object) =>
      answerOf<T>(`${url}/control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  }
}

async function answerOf<T>(url: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`sandbox: ${url} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T // the sandbox's own contract, written down in the types above
}
