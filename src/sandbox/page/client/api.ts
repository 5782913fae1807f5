import type { Card } from './card/types.ts'

/** The sandbox as a whole: its wall time, its apps and the tour. */
export type World = {
  now: string
  apps: { app_id: string; name: string; open_id: string }[]
  hasTimeController: boolean
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
  /** Somebody else in it, for a look side by side. */
  other?: string
  last: { text: string; at: string } | null
}

export type Message = {
  seq: number
  message_id: string
  at: string
  from: { id: string; name: string; kind: 'user' | 'bot' }
  type: string
  text?: string
  card?: Card
  /** Of a picture or a file. */
  file?: { image_key?: string; file_key?: string; file_name?: string }
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

export type Press = { as: string; message: string; path: string; form?: Record<string, string | string[]> }

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
  recall: (order: { as: string; message: string }) => post<object>('recall', order),
  attach: ({ as, chat, file }: { as: string; chat: string; file: File }) => {
    const query = new URLSearchParams({ as, chat, name: file.name })
    // Whatever is no picture goes as bytes, so that nobody parses it on the way.
    const type = file.type.startsWith('image/') ? file.type : 'application/octet-stream'
    const sent = { method: 'POST', headers: { 'content-type': type }, body: file }
    return call<{ message_id: string }>(`attach?${query}`, sent)
  },
  press: (press: Press) => post<Pressed>('press', press),
  advance: (by: 'hour' | 'day' | 'next') => post<{ now: string; note?: string }>('advance', { by }),
}

/** Where the bytes of a picture or file lie. */
export function addressOf(key: string): string {
  return `/control/file/${encodeURIComponent(key)}`
}

/** Why something did not work, in words for people. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Asks the sandbox's control side. */
export function get<T>(path: string): Promise<T> {
  return call(path, {})
}

/** Orders something there. */
export function post<T>(path: string, body: object): Promise<T> {
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
