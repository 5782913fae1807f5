import { randomUUID } from 'node:crypto'
import type { SandboxState, Chat, News } from './state.ts'
import { iso, wall } from './clock.ts'
import { asList, asObject, asText, type Json } from './json.ts'

/** A mention inside a text: `key` stands in the content for the person or bot. */
export type Mention = { key: string; open_id: string; name: string; kind: 'user' | 'bot' }

/** What people and apps send, as `message_type` names it (§5.2). */
export type MessageType =
  | 'text'
  | 'post'
  | 'interactive'
  | 'image'
  | 'file'
  | 'folder'
  | 'audio'
  | 'media'
  | 'sticker'
  | 'share_chat'
  | 'share_user'
  | 'location'
  | 'video_chat'
  | 'todo'
  | 'vote'
  | 'hongbao'
  | 'merge_forward'

/** One message with what is shown now. */
export type Message = {
  seq: number
  message_id: string
  chat_id: string
  at: number
  updatedAt: number
  from: { id: string; name: string; kind: 'user' | 'bot' }
  type: MessageType
  content: string
  /** As people read it, with names for mentions. */
  text?: string
  card?: Json
  /** What the card falls back to when a pending click is answered without a card. */
  settled?: Json
  parent_id?: string
  root_id?: string
  /** The topic that it stands in. */
  thread_id?: string
  mentions: Mention[]
  updated: boolean
  recalled: boolean
  /** How often its author has edited it. */
  edits: number
  /** Clicks that the app has not answered yet. */
  pending: number
}

export type Draft = Pick<Message, 'from' | 'type' | 'content'> & {
  text?: string
  card?: Json
  parent?: Message
  mentions?: Mention[]
}

/** Puts a message into a chat and tells the watchers. */
export function append(state: SandboxState, chat: Chat, draft: Draft): Message {
  const { parent, mentions, ...rest } = draft
  const at = wall(state.clock)
  const message: Message = {
    ...rest,
    seq: ++state.seq.last,
    message_id: `om_${newId()}`,
    chat_id: chat.chat_id,
    at,
    updatedAt: at,
    mentions: mentions ?? [],
    updated: false,
    recalled: false,
    edits: 0,
    pending: 0,
    ...(draft.card && { settled: draft.card }),
    ...placeOf(chat, parent),
  }
  state.messages.set(message.message_id, message)
  tell(state, message, 'message')
  return message
}

// In a topic every reply answers the first message; elsewhere it names the one it answers and the first of all.
function placeOf(chat: Chat, parent: Message | undefined): Partial<Message> {
  const thread_id = chat.mode === 'topic' ? (parent?.thread_id ?? `omt_${newId()}`) : undefined
  const root_id = parent && (parent.root_id ?? parent.message_id)
  return {
    ...(thread_id && { thread_id }),
    ...(parent && root_id && { parent_id: thread_id ? root_id : parent.message_id, root_id }),
  }
}

function newId(): string {
  return randomUUID().replaceAll('-', '')
}

/** Updates a card from outside. While a click is unanswered the answer will undo it, as the platform does. */
export function updateCard(state: SandboxState, message: Message, card: Json): void {
  if (message.pending === 0) message.settled = card
  show(state, message, card)
}

/** Shows what a click's answer asks for; without a card, whatever was updated meanwhile is undone. */
export function settle(state: SandboxState, message: Message, card: Json | undefined): void {
  const before = message.card
  if (card) message.settled = card
  const target = message.settled
  if (target && target !== before) show(state, message, target)
}

/** Gives a message the words that its author has edited it to. */
export function rewrite(
  state: SandboxState,
  message: Message,
  words: Pick<Draft, 'type' | 'content'> & { text?: string; mentions?: Mention[] },
): void {
  Object.assign(message, words)
  message.edits += 1
  message.updated = true
  message.updatedAt = wall(state.clock)
  tell(state, message, 'update')
}

/** Takes a message back; from now on only its place is seen. */
export function recall(state: SandboxState, message: Message): void {
  message.recalled = true
  tell(state, message, 'update')
}

function show(state: SandboxState, message: Message, card: Json): void {
  message.card = card
  message.content = JSON.stringify(card)
  message.updated = true
  message.updatedAt = wall(state.clock)
  tell(state, message, 'update')
}

function tell(state: SandboxState, message: Message, kind: News['kind']): void {
  state.news.emit('news', { kind, chat_id: message.chat_id, message_id: message.message_id })
}

/** The messages of one chat, oldest first. */
export function messagesOf(state: SandboxState, chat: Chat): Message[] {
  return [...state.messages.values()].filter((message) => message.chat_id === chat.chat_id)
}

/** A message as the page is told of it. */
export function shownMessage(message: Message): Json {
  const { seq, message_id, at, from, type, text, card, parent_id, updated, recalled, content } = message
  const place = { seq, message_id, at: iso(at), from, type, parent_id, updated, recalled }
  if (recalled) return place
  const file = type === 'image' || type === 'file' ? JSON.parse(content) : undefined
  return { ...place, text, card, file }
}

/** One line for the list of chats. */
export function lastLine(message: Message): string {
  if (message.recalled) return '消息已撤回'
  if (message.type !== 'interactive') return message.text ?? (message.type === 'image' ? '[图片]' : '[文件]')
  const card = asObject(message.card)
  const summary = asText(asObject(asObject(card['config'])['summary'])['content'])
  return summary || asText(asObject(asObject(card['header'])['title'])['content']) || '[卡片消息]'
}

/** A message as the open platform returns it; a card comes back flattened. */
export function platformMessage(message: Message): Json {
  const { message_id, chat_id, from, parent_id, root_id, thread_id } = message
  const sender =
    from.kind === 'bot'
      ? { id: from.id, id_type: 'app_id', sender_type: 'app', tenant_key: 'sandbox' }
      : { id: from.id, id_type: 'open_id', sender_type: 'user', tenant_key: 'sandbox' }
  return {
    message_id,
    ...(parent_id && { parent_id, root_id }),
    ...(thread_id && { thread_id }),
    msg_type: message.type,
    create_time: `${Math.floor(message.at)}`,
    update_time: `${Math.floor(message.updatedAt)}`,
    deleted: message.recalled,
    updated: message.updated,
    chat_id,
    sender,
    body: { content: contentRead(message) },
    mentions: message.mentions.map(({ key, open_id, name }) => ({
      key,
      id: open_id,
      id_type: 'open_id',
      name,
      tenant_key: 'sandbox',
    })),
  }
}

/** What others read of a message's content: a card comes simplified. */
export function contentRead({ card, content }: Message): string {
  return card ? simplified(card) : content
}

function simplified(card: Json): string {
  const title = asText(asObject(asObject(card['header'])['title'])['content'])
  const lines = asList(asObject(card['body'])['elements']).map((element) => {
    const { content, text } = asObject(element)
    return [{ tag: 'text', text: asText(content) || asText(asObject(text)['content']) }]
  })
  return JSON.stringify({ title, elements: lines })
}
