import { EventEmitter } from 'node:events'
import type { Call, Hold, Waiting } from './calls.ts'
import { type Clock, openClock } from './clock.ts'
import { type Faults, openFaults } from './faults.ts'
import type { Json } from './json.ts'
import type { Message } from './messages.ts'
import type { Rates } from './rules/rates.ts'
import type { Delivery } from './socket/events.ts'
import { type Hub, openHub } from './socket/hub.ts'
import { type Switches, usualSwitches } from './switches.ts'
import type { App, Person, World } from './world.ts'

/** A chat of several people, or of one person with one app. */
export type Chat = {
  chat_id: string
  name: string
  type: 'group' | 'p2p'
  /** In a topic group every message begins a topic or stands in one. */
  mode: 'group' | 'topic'
  members: Set<string>
  bots: Set<string>
  /** Whether only the owner and administrators may write. */
  muted: boolean
  /** Whether the group was dissolved; nobody is in it any more. */
  dissolved: boolean
}

/** Bytes that can be fetched by their key: an app's own picture, or what a person sent into a chat. */
export type Kept = { name: string; bytes: Buffer; media: string; app_id?: string }

/** Something that a watching page wants to hear of. */
export type News = { kind: 'message' | 'update' | 'clock' | 'call'; chat_id?: string; message_id?: string }

/** Everything the sandbox knows, in memory. */
export type SandboxState = {
  clock: Clock
  apps: Map<string, App>
  people: Map<string, Person>
  chats: Map<string, Chat>
  tour: World['tour']
  sensitive: string[]
  foreignIds: Set<string>
  messages: Map<string, Message>
  seq: { last: number }
  /** `open_id chat_id` → the last message seen. */
  seen: Map<string, number>
  files: Map<string, Kept>
  tokens: Map<string, { app_id: string; until: number }>
  uuids: Map<string, { message_id: string; at: number }>
  /** `app uuid` → the call that is being worked on. */
  underway: Map<string, number>
  rates: Rates
  /** `app month` → calls of that month. */
  spent: Map<string, number>
  calls: Call[]
  holds: Hold[]
  waiting: Map<number, Waiting>
  deliveries: Delivery[]
  /** Clicks by event id, so that one can be delivered again. */
  callbacks: Map<string, Json>
  switches: Switches
  faults: Faults
  hub: Hub
  /** app → the address at which it has answered the challenge */
  addresses: Map<string, string>
  /** `host:port` once the server listens. */
  address: { host: string }
  news: EventEmitter<{ news: [News] }>
  timeController: ((by: string) => Promise<{ now: string; note?: string }>) | null
}

/** An empty sandbox in which the people, apps and groups of `world` exist. */
export function openState(world: World): SandboxState {
  const news = new EventEmitter<{ news: [News] }>()
  news.setMaxListeners(0)
  return {
    clock: openClock(world.now),
    apps: new Map(world.apps.map((app) => [app.app_id, app])),
    people: new Map(world.people.map((person) => [person.open_id, person])),
    chats: new Map(world.chats.map((chat) => [chat.chat_id, groupOf(chat)])),
    tour: world.tour,
    sensitive: world.sensitive,
    foreignIds: new Set(world.foreign_open_ids),
    messages: new Map(),
    seq: { last: 0 },
    seen: new Map(),
    files: new Map(),
    tokens: new Map(),
    uuids: new Map(),
    underway: new Map(),
    rates: new Map(),
    spent: new Map(),
    calls: [],
    holds: [],
    waiting: new Map(),
    deliveries: [],
    callbacks: new Map(),
    switches: usualSwitches(),
    faults: openFaults(),
    hub: openHub(),
    addresses: new Map(),
    address: { host: '' },
    news,
    timeController: null,
  }
}

/** A group as the world's file or an order of the control describes it. */
export function groupOf(chat: World['chats'][number]): Chat {
  return { ...chat, type: 'group', members: new Set(chat.members), bots: new Set(chat.bots) }
}
