import { z } from 'zod'
import { ChatId, MessageId, OpenId } from '../ids.ts'
import { Stamp } from './stamp.ts'

/** An instant that may have been through JSON, as in a column. */
const Moment = z.union([
  z.instanceof(Temporal.Instant),
  z.string().transform((text) => Temporal.Instant.from(text)),
])

/**
 * A message that the bot may hear: in a direct chat any, in a group one that mentions it. `text` holds mentions of
 * people by name, the bot's own left out; it is empty for pictures, files and the like.
 */
export const Incoming = z.object({
  messageId: MessageId,
  chatId: ChatId,
  chatType: z.enum(['p2p', 'group']),
  openId: OpenId,
  at: Moment,
  type: z.string(),
  text: z.string(),
  mentionsBot: z.boolean(),
  parentId: MessageId.exactOptional(),
  rootId: MessageId.exactOptional(),
})
export type Incoming = z.infer<typeof Incoming>

const Mention = z.object({
  key: z.string(),
  name: z.string().catch(''),
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
    create_time: Stamp,
    chat_id: ChatId,
    chat_type: z.enum(['p2p', 'group']).catch('group'),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(Mention).nullish(),
  }),
})
export type MessageEvent = z.infer<typeof MessageEvent>

/** Reads an event; `botOpenId` tells the bot's own mention from those of other bots, while it is known. */
export function incomingOf({ sender, message }: MessageEvent, botOpenId: string | null): Incoming {
  const mentions = message.mentions ?? []
  const own = mentions.filter((mention) => isOwn(mention, botOpenId))
  return {
    messageId: message.message_id,
    chatId: message.chat_id,
    chatType: message.chat_type,
    openId: sender.sender_id.open_id,
    at: message.create_time,
    type: message.message_type,
    text: named(rawText(message), { mentions, own }),
    mentionsBot: own.length > 0,
    ...(message.parent_id ? { parentId: message.parent_id } : {}),
    ...(message.root_id ? { rootId: message.root_id } : {}),
  }
}

function isOwn(mention: Mention, botOpenId: string | null): boolean {
  return botOpenId === null ? mention.mentioned_type === 'bot' : mention.id.open_id === botOpenId
}

function named(text: string, { mentions, own }: { mentions: Mention[]; own: Mention[] }): string {
  const names = new Map(mentions.map(({ key, name }) => [key, `@${name}`]))
  names.set('@_all', '@所有人')
  for (const { key } of own) names.set(key, '')
  return text.replace(/@_user_\d+|@_all/g, (key) => names.get(key) ?? key).trim()
}

const PostNode = z.object({ text: z.string().optional(), user_id: z.string().optional() }).catch({})
const Content = z.object({
  text: z.string().optional().catch(undefined),
  title: z.string().catch(''),
  content: z.array(z.array(PostNode)).catch([]),
})

/** A phone turns a longer answer into a `post` (rich text); its words are as good as a plain text's. */
function rawText({ message_type, content }: MessageEvent['message']): string {
  if (message_type !== 'text' && message_type !== 'post') return ''
  const parsed = Content.safeParse(jsonOf(content))
  if (!parsed.success) return ''
  const { text, title, content: paragraphs } = parsed.data
  if (message_type === 'text') return text ?? ''
  const lines = paragraphs.map((nodes) => nodes.map((node) => node.text ?? node.user_id ?? '').join(''))
  return [title, ...lines].join('\n')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The platform promises JSON; what is none has no words for us.
    return null
  }
}
