import type { Card } from './card/types.ts'

/** The sandbox as a whole: its wall time, its apps and the tour. */
export type World = {
  now: string
  apps: { app_id: string; name: string; open_id: string }[]
  conducted: boolean
  tour?: Stop[]
}

type Words = { zh: string; en: string }
export type Stop = { title: Words; text: Words; as: string; chat?: string }
export type Person = { open_id: string; name: string; title?: string }

export type Chat = {
  chat_id: string
  name: string
  type: 'group' | 'p2p'
  unread: number
  last: { text: string; at: string } | null
}

export type Message = {
  seq: number
  message_id: string
  at: string
  from: { id: string; name: string; kind: 'user' | 'bot' }
  type: 'text' | 'interactive' | 'image' | 'file'
  text?: string
  card?: Card
  parent_id?: string
  updated: boolean
  recalled: boolean
}

export type StreamEvent = {
  kind: 'message' | 'update' | 'clock' | 'call'
  chat_id?: string
  message_id?: string
}

export type Pressed = {
  toast?: { type: 'info' | 'success' | 'warning' | 'error'; content: string }
  error?: { code: number; text: string }
  card?: Card
}

export type Press = { as: string; message: string; path: string; form?: Record<string, string> }

/** The sandbox's control calls; each throws with the sandbox's own words when it is refused. */
export const api = {
  world: () => get<World>('state'),
  people: () => get<Person[]>('people'),
  chats: (as: string) => get<Chat[]>(`chats?as=${as}`),
  messages: (at: { as: string; chat: string; after: number }) =>
    get<{ messages: Message[] }>(
      `messages?chat=${at.chat}&as=${at.as}${at.after > 0 ? `&after=${at.after}` : ''}`,
    ),
  say: (words: { as: string; chat: string; text: string; reply_to?: string }) =>
    post<{ message_id: string }>('say', words),
  press: (press: Press) => post<Pressed>('press', press),
  advance: (by: 'hour' | 'day' | 'next') => post<{ now: string; note?: string }>('advance', { by }),
}

function get<T>(path: string): Promise<T> {
  return call(path, {})
}

function post<T>(path: string, body: object): Promise<T> {
  return call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`/control/${path}`, init)
  if (!response.ok) throw new Error(await refusalOf(response))
  // The sandbox that serves this page answers in the shapes above; there is no other server to distrust.
  return (await response.json()) as T
}

async function refusalOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null) {
    for (const word of ['error', 'msg', 'message']) {
      const text: unknown = Reflect.get(body, word)
      if (typeof text === 'string') return text
    }
  }
  return `本地飞书没有应答（HTTP ${response.status}）`
}
