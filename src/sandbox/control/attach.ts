import { randomUUID } from 'node:crypto'
import type { Box } from '../box.ts'
import { chatNamed } from '../chats.ts'
import { append } from '../messages.ts'
import { announce } from '../socket/events.ts'
import { Unable } from './unable.ts'

/** A person sends a picture or a file into a chat. */
export function attach(box: Box, order: { as: string; chat: string; name: string }, bytes: Buffer) {
  const person = box.people.get(order.as)
  const chat = chatNamed(box, order.chat, order.as)
  if (!person || !chat?.members.has(order.as)) throw new Unable('this person is not in this chat')
  const type = /\.(png|jpe?g|gif|webp)$/i.test(order.name) ? 'image' : 'file'
  const key = `${type === 'image' ? 'img' : 'file'}_${randomUUID()}`
  box.files.set(key, { name: order.name, bytes, app_id: '' })
  const content = JSON.stringify(
    type === 'image' ? { image_key: key } : { file_key: key, file_name: order.name },
  )
  const message = append(box, chat, {
    from: { id: person.open_id, name: person.name, kind: 'user' },
    type,
    content,
  })
  announce(box, chat, message)
  return { message_id: message.message_id }
}
