import type { Box, Chat } from '../box.ts'
import { chatNamed } from '../chats.ts'
import { append, type Mention } from '../messages.ts'
import { announce } from '../socket/events.ts'
import { Unable } from './unable.ts'

type Say = { as: string; chat: string; text: string; reply_to?: string | undefined }

/** A person writes into a chat; `@name` of a bot or of a member becomes a mention, `@所有人` one of everybody. */
export function say(box: Box, order: Say): { message_id: string } {
  const person = box.people.get(order.as)
  const chat = chatNamed(box, order.chat, order.as)
  if (!person || !chat?.members.has(order.as)) throw new Unable('this person is not in this chat')
  const parent = order.reply_to === undefined ? undefined : box.messages.get(order.reply_to)
  if (order.reply_to !== undefined && parent?.chat_id !== chat.chat_id)
    throw new Unable('no such message to reply to')
  const { text, mentions } = withMentions(order.text, namesIn(box, chat))
  const message = append(box, chat, {
    from: { id: person.open_id, name: person.name, kind: 'user' },
    type: 'text',
    content: JSON.stringify({ text }),
    text: order.text,
    mentions,
    ...(parent && { parent }),
  })
  box.seen.set(`${order.as} ${chat.chat_id}`, message.seq)
  announce(box, chat, message)
  return { message_id: message.message_id }
}

type Named = Omit<Mention, 'key'>

function namesIn(box: Box, chat: Chat): Named[] {
  const bots: Named[] = [...chat.bots]
    .flatMap((id) => box.apps.get(id) ?? [])
    .map(({ open_id, name }) => ({ open_id, name, kind: 'bot' }))
  const people: Named[] = [...chat.members]
    .flatMap((id) => box.people.get(id) ?? [])
    .map(({ open_id, name }) => ({ open_id, name, kind: 'user' }))
  return [...bots, ...people].sort((a, b) => b.name.length - a.name.length)
}

function withMentions(text: string, names: Named[]): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = []
  let rest = text.replaceAll('@所有人', '@_all')
  for (const named of names) {
    if (!rest.includes(`@${named.name}`)) continue
    const key = `@_user_${mentions.length + 1}`
    mentions.push({ key, ...named })
    rest = rest.replaceAll(`@${named.name}`, key)
  }
  return { text: rest, mentions }
}
