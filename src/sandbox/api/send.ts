import { z } from 'zod'
import type { SandboxState, Chat } from '../state.ts'
import { receiverOf } from '../chats.ts'
import { append, type Message, platformMessage } from '../messages.ts'
import { readContent } from '../rules/content.ts'
import { destination, speechRefusal, unknownMessage } from './destination.ts'
import type { Ask } from './gateway.ts'
import { passed, receiverLimit } from './limits.ts'
import { type Answer, notOffered, refuse, success } from './refusal.ts'
import { answerRepeat, rememberUuid } from './uuids.ts'

const body = z.object({ msg_type: z.string(), content: z.string(), uuid: z.string().max(50).default('') })

/** What a message needs to be sent. */
export const Sending = z.object({
  query: z.object({ receive_id_type: z.string() }),
  body: body.extend({ receive_id: z.string() }),
})

/** What a reply needs. */
export const Replying = z.object({
  params: z.object({ message_id: z.string() }),
  body: body.extend({ reply_in_thread: z.boolean().default(false) }),
})

type Written = Ask & { body: z.infer<typeof body> }

/** `POST /open-apis/im/v1/messages` */
export function send(state: SandboxState, ask: Ask & z.infer<typeof Sending>): Answer {
  const { receive_id: id } = ask.body
  ask.call.receiver = id
  const chat = destination(state, ask.app, { type: ask.query.receive_id_type, id })
  return 'status' in chat ? chat : post(state, ask, { chat })
}

/** `POST /open-apis/im/v1/messages/:message_id/reply` */
export function reply(state: SandboxState, ask: Ask & z.infer<typeof Replying>): Answer {
  const parent = state.messages.get(ask.params.message_id)
  const chat = parent && state.chats.get(parent.chat_id)
  if (!parent || !chat) return unknownMessage(state, ask.params.message_id)
  if (parent.recalled) return refuse(230011, 'The message is recalled.')
  return ask.body.reply_in_thread ? notOffered(400) : post(state, ask, { chat, parent })
}

function post(state: SandboxState, ask: Written, to: { chat: Chat; parent?: Message }): Answer {
  const { call, app } = ask
  const { uuid } = ask.body
  const receiver = receiverOf(to.chat)
  call.chat_id = to.chat.chat_id
  call.receiver = receiver
  if (uuid) call.uuid = uuid
  call.content = ask.body.content
  const refusal = speechRefusal(state, app, to.chat)
  if (refusal) return refusal
  const content = passed(state, {
    content: () => readContent(state, ask),
    limit: () => receiverLimit(state, receiver),
  })
  if ('status' in content) return content
  const repeat = uuid ? answerRepeat(state, app, { call, uuid }) : undefined
  if (repeat) return repeat
  const from = { id: app.app_id, name: app.name, kind: 'bot' } as const
  const message = append(state, to.chat, { ...content, from, ...(to.parent && { parent: to.parent }) })
  if (uuid) rememberUuid(state, app, { uuid, message })
  call.effect = 'new'
  call.message_id = message.message_id
  return success(platformMessage(message))
}
