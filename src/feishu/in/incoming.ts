import { z } from 'zod'
import { ChatId, FileKey, ImageKey, MessageId, OpenId } from '../../ids.ts'
import { EventTime } from './event-time.ts'
import { Storable } from './storable.ts'

/** An instant that may have been through JSON, as in a column. */
const Moment = z.union([
  z.instanceof(Temporal.Instant),
  z.string().transform((text) => Temporal.Instant.from(text)),
])

/** What names a file in its message, and what it was called. */
const SentKey = z.object({ key: FileKey, name: z.string() })

/**
 * A message that the bot may hear: in a direct chat any, in a group one that mentions it. `text` holds mentions of
 * people by name, the bot's own left out; it is empty for pictures, files and the like. `words` is the same without any
 * mention. `pictures` and `files` can be fetched with this message's id only.
 */
export const Incoming = z.object({
  messageId: MessageId,
  chatId: ChatId,
  chatType: z.enum(['p2p', 'group']),
  openId: OpenId,
  at: Moment,
  type: z.string(),
  text: z.string(),
  words: z.string().exactOptional(),
  pictures: z.array(ImageKey).default([]),
  files: z.array(SentKey).exactOptional(),
  /** Whether it holds more words than anybody reads at once: then none of them are here. */
  isTooLong: z.boolean().exactOptional(),
  mentionsBot: z.boolean(),
  parentId: MessageId.exactOptional(),
  rootId: MessageId.exactOptional(),
})
export type Incoming = z.infer<typeof Incoming>

const Mention = z.object({
  key: z.string(),
  name: Storable.catch(''),
  id: z.object({ open_id: z.string().optional().catch(undefined) }).catch({}),
  mentioned_type: z.string().optional().catch(undefined),
})
type Mention = z.infer<typeof Mention>

const Origin = MessageId.optional().catch(undefined)

/** The event as the SDK hands it over. */
export const MessageEvent = z.object({
  sender: z.object({ sender_id: z.object({ open_id: OpenId }), sender_type: z.string() }),
  message: z.object({
    message_id: MessageId,
    root_id: Origin,
    parent_id: Origin,
    create_time: EventTime,
    update_time: EventTime.optional().catch(undefined),
    chat_id: ChatId,
    chat_type: z.enum(['p2p', 'group']).catch('group'),
    message_type: Storable,
    content: z.string(),
    mentions: z.array(Mention).nullish(),
  }),
})
export type MessageEvent = z.infer<typeof MessageEvent>

/** In UTF-16 units. A record has a tenth of it; the platform lets 50,000 characters through. */
export const MOST_WORDS = 10_000

/** Reads an event; `botOpenId` tells the bot's own mention from those of other bots, while it is known. */
export function incomingOf({ sender, message }: MessageEvent, botOpenId: string | null): Incoming {
  const mentions = message.mentions ?? []
  const own = mentions.filter((mention) => isOwn(mention, botOpenId))
  const content = Content.safeParse(jsonOf(message.content)).data ?? EMPTY
  const whole = wordsIn(message.message_type, content)
  const isTooLong = whole.length > MOST_WORDS
  const said = isTooLong ? '' : whole
  return {
    messageId: message.message_id,
    chatId: message.chat_id,
    chatType: message.chat_type,
    openId: sender.sender_id.open_id,
    at: message.create_time,
    type: message.message_type,
    text: named(said, { mentions, own }),
    words: said.replace(MENTIONED, ' ').trim(),
    pictures: picturesIn(message.message_type, content),
    ...filesIn(message.message_type, content),
    ...(isTooLong && { isTooLong }),
    mentionsBot: own.length > 0,
    ...(message.parent_id ? { parentId: message.parent_id } : {}),
    ...(message.root_id ? { rootId: message.root_id } : {}),
  }
}

function isOwn(mention: Mention, botOpenId: string | null): boolean {
  return botOpenId === null ? mention.mentioned_type === 'bot' : mention.id.open_id === botOpenId
}

const MENTIONED = /@_user_\d+|@_all/g

function named(text: string, { mentions, own }: { mentions: Mention[]; own: Mention[] }): string {
  const names = new Map(mentions.map(({ key, name }) => [key, `@${name}`]))
  names.set('@_all', '@所有人')
  for (const { key } of own) names.set(key, '')
  return text.replace(MENTIONED, (key) => names.get(key) ?? key).trim()
}

const Key = ImageKey.optional().catch(undefined)
const PostNode = z
  .object({
    tag: z.string().optional(),
    text: Storable.optional(),
    user_id: Storable.optional(),
    image_key: Key,
  })
  .catch({})
const Content = z.object({
  text: Storable.optional().catch(undefined),
  title: Storable.catch(''),
  content: z.array(z.array(PostNode)).catch([]),
  image_key: Key,
  file_key: FileKey.optional().catch(undefined),
  file_name: Storable.catch(''),
})
type Content = z.infer<typeof Content>
const EMPTY: Content = { title: '', content: [], file_name: '' }

/** A phone turns a longer answer into a `post` (rich text); its words are as good as a plain text's. */
function wordsIn(type: string, { text, title, content: paragraphs }: Content): string {
  if (type === 'text') return text ?? ''
  if (type !== 'post') return ''
  const lines = paragraphs.map((nodes) => nodes.map(wordsOf).join(''))
  return [title, ...lines].join('\n')
}

// Everybody is mentioned by either word.
function wordsOf({ text, user_id: id }: z.infer<typeof PostNode>): string {
  return text ?? (id === 'all' ? '@_all' : (id ?? ''))
}

/** A `post` may hold pictures between its words; the cover of a film is none. */
function picturesIn(type: string, { image_key, content: paragraphs }: Content): ImageKey[] {
  if (type === 'image') return image_key === undefined ? [] : [image_key]
  if (type !== 'post') return []
  return paragraphs
    .flat()
    .flatMap(({ tag, image_key: key }) => (tag === 'img' && key !== undefined ? [key] : []))
}

function filesIn(type: string, { file_key: key, file_name: name }: Content): Pick<Incoming, 'files'> {
  return type === 'file' && key !== undefined ? { files: [{ key, name }] } : {}
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The platform promises JSON; what is none has no words for us.
    return null
  }
}
