import { z } from 'zod'
import type { SandboxState, Chat } from '../state.ts'
import { contentRead, type Draft, type Message, rewrite } from '../messages.ts'
import { announceEdit } from '../socket/events.ts'
import { namesIn, withMentions } from './mentions.ts'
import { Post, readPost } from './post.ts'
import { speakerOf, utter } from './speaker.ts'
import { Unable } from './unable.ts'

const where = { as: z.string(), chat: z.string(), reply_to: z.string().optional() }
const key = z.string().min(1)
const file = z.object({ file_key: key, file_name: z.string().optional(), duration: z.number().optional() })

/** What people send besides text, pictures and files: content as apps receive it, and how it reads in a list (§5.2). */
const others = {
  sticker: { content: z.object({ file_key: key }), shown: '[表情]' },
  audio: { content: file, shown: '[语音]' },
  media: { content: file.extend({ image_key: key.optional() }), shown: '[视频]' },
  folder: { content: file, shown: '[文件夹]' },
  share_chat: { content: z.object({ chat_id: key }), shown: '[群名片]' },
  share_user: { content: z.object({ user_id: key }), shown: '[个人名片]' },
  location: { content: z.object({ name: z.string(), longitude: key, latitude: key }), shown: '[位置]' },
  video_chat: { content: z.object({ topic: z.string(), start_time: key }), shown: '[视频会议]' },
  todo: { content: z.looseObject({ task_id: key }), shown: '[任务]' },
  vote: { content: z.object({ topic: z.string(), options: z.array(z.string()) }), shown: '[投票]' },
  hongbao: { content: z.object({ text: z.string() }), shown: '[红包]' },
} as const

/** A person sends something that is neither text nor picture nor file. */
export const Send = z.discriminatedUnion('type', [
  z.object({ ...where, type: z.literal('post'), content: Post }),
  z.object({ ...where, type: z.literal(Object.keys(others)), content: z.unknown() }),
])

export function send(state: SandboxState, order: z.infer<typeof Send>): { message_id: string } {
  const speaker = speakerOf(state, order)
  if (order.type === 'post') return utter(state, speaker, readPost(state, speaker, Post.parse(order.content)))
  // The schema has let through no other.
  const type = order.type as keyof typeof others
  const { content, shown } = others[type]
  return utter(state, speaker, { type, content: JSON.stringify(content.parse(order.content)), text: shown })
}

/** A person forwards messages of a chat: one as a copy, several as one message. */
export const Forward = z.object({ as: z.string(), chat: z.string(), messages: z.array(z.string()).min(1) })

// What is forwarded together has a fixed text; what it holds must be asked for.
const TOGETHER = 'Merged and Forwarded Message'

export function forward(state: SandboxState, order: z.infer<typeof Forward>): { message_id: string } {
  const speaker = speakerOf(state, order)
  const found = order.messages.map((id) => seenBy(state, order.as, id))
  if (new Set(found.map(({ chat_id }) => chat_id)).size > 1)
    throw new Unable('messages of several chats cannot be forwarded together')
  const [first, ...more] = found
  if (!first || more.length > 0)
    return utter(state, speaker, { type: 'merge_forward', content: TOGETHER, text: '[聊天记录]' })
  return utter(state, speaker, copyOf(first))
}

function seenBy(state: SandboxState, as: string, id: string): Message {
  const message = state.messages.get(id)
  const chat = message && state.chats.get(message.chat_id)
  if (!message || !chat?.members.has(as) || message.recalled) throw new Unable(`there is no message ${id}`)
  return message
}

// A copy of a card is nobody's card any more, and mentions nobody.
function copyOf(message: Message): Omit<Draft, 'from' | 'parent'> {
  const text = message.text ?? '[卡片]'
  const { type } = message
  return { type, content: type === 'text' ? JSON.stringify({ text }) : contentRead(message), text }
}

/** The author of a text or rich text gives it other words. */
export const Edit = z.object({ as: z.string(), message: z.string(), text: z.string().min(1) })

const MOST_EDITS = 20

export function edit(state: SandboxState, order: z.infer<typeof Edit>): void {
  const { message, chat } = ownMessage(state, order)
  if (message.type !== 'text') throw new Unable('only a text can be edited here')
  if (message.edits >= MOST_EDITS) throw new Unable('edited twenty times already')
  const { text, mentions } = withMentions(order.text, namesIn(state, chat))
  rewrite(state, message, { type: 'text', content: JSON.stringify({ text }), text: order.text, mentions })
  announceEdit(state, chat, message)
}

/** A message that the person wrote and has not taken back, and its chat. */
export function ownMessage(
  state: SandboxState,
  order: { as: string; message: string },
): { message: Message; chat: Chat } {
  const message = state.messages.get(order.message)
  const chat = message && state.chats.get(message.chat_id)
  if (!message || !chat || message.from.id !== order.as || message.recalled)
    throw new Unable('only its author can change a message, and not after taking it back')
  return { message, chat }
}
