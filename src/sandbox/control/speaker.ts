import type { SandboxState, Chat } from '../state.ts'
import { chatNamed } from '../chats.ts'
import { append, type Draft, type Message } from '../messages.ts'
import { announce } from '../socket/events.ts'
import type { Person } from '../world.ts'
import { Unable } from './unable.ts'

/** The speaker, the chat, and the message that is replied to. */
export type Speech = { as: string; chat: string; reply_to?: string | undefined }
export type Speaker = { person: Person; chat: Chat; parent: Message | undefined }

/** The person and the chat that an order names; throws when the person is not in it or answers a message elsewhere. */
export function speakerOf(state: SandboxState, order: Speech): Speaker {
  const person = state.people.get(order.as)
  const chat = chatNamed(state, order.chat, order.as)
  if (!person || !chat?.members.has(order.as)) throw new Unable('this person is not in this chat')
  const parent = order.reply_to === undefined ? undefined : state.messages.get(order.reply_to)
  if (order.reply_to !== undefined && parent?.chat_id !== chat.chat_id)
    throw new Unable('no such message to reply to')
  return { person, chat, parent }
}

/** The person's message stands in the chat and the apps that may hear it are told. */
export function utter(
  state: SandboxState,
  { person, chat, parent }: Speaker,
  words: Omit<Draft, 'from' | 'parent'>,
): { message_id: string } {
  const from = { id: person.open_id, name: person.name, kind: 'user' } as const
  const message = append(state, chat, { ...words, from, ...(parent && { parent }) })
  state.seen.set(`${person.open_id} ${chat.chat_id}`, message.seq)
  announce(state, chat, message)
  return { message_id: message.message_id }
}
