import type { Box, Chat } from '../box.ts'
import { directChat, receiverOf } from '../chats.ts'
import { elapsed, wall } from '../clock.ts'
import { asText, type Json } from '../json.ts'
import { append, type Message, platformMessage } from '../messages.ts'
import { type Content, readContent } from '../rules/content.ts'
import { PER_RECEIVER, take } from '../rules/rates.ts'
import type { Ask } from './gateway.ts'
import { type Answer, invalid, notOffered, refuse, success } from './refusal.ts'

const UUID_LIFE = 3_600_000

/** `POST /open-apis/im/v1/messages` */
export function send(box: Box, ask: Ask): Answer {
  const chat = destination(box, ask)
  return 'status' in chat ? chat : post(box, ask, { chat })
}

/** `POST /open-apis/im/v1/messages/:message_id/reply` */
export function reply(box: Box, ask: Ask): Answer {
  const parent = box.messages.get(asText(ask.params['message_id']))
  const chat = parent && box.chats.get(parent.chat_id)
  if (!parent || !chat) return invalid('invalid message_id')
  if (parent.recalled) return refuse(230011, 'The message is recalled.')
  if (ask.body['reply_in_thread'] === true) return notOffered(400)
  return outside(chat, ask) ?? post(box, ask, { chat, parent })
}

function destination(box: Box, ask: Ask): Chat | Answer {
  const id = asText(ask.body['receive_id'])
  ask.call.receiver = id
  switch (ask.query['receive_id_type']) {
    case 'open_id':
      return toPerson(box, ask, id)
    case 'chat_id': {
      const chat = box.chats.get(id)
      return chat ? (outside(chat, ask) ?? chat) : refuse(230034, 'The receive_id is invalid.')
    }
    case 'union_id':
    case 'user_id':
    case 'email':
      return notOffered(400)
    default:
      return invalid('invalid receive_id_type')
  }
}

function toPerson(box: Box, ask: Ask, id: string): Chat | Answer {
  if (box.resigned.has(id)) return resignedRefusal[box.switches.resignedUser]
  const person = box.people.get(id)
  if (!person) return refuse(230034, 'The receive_id is invalid.')
  if (!person.available) return refuse(230013, 'Bot has NO availability to this user.')
  return directChat(box, ask.app, id)
}

const resignedRefusal: Record<Box['switches']['resignedUser'], Answer> = {
  230013: refuse(230013, 'Bot has NO availability to this user.'),
  230029: refuse(230029, 'User has resigned.'),
}

function outside(chat: Chat, ask: Ask): Answer | undefined {
  if (chat.dissolved) return refuse(232009, 'Your request specifies a chat which has already been dissolved.')
  return chat.bots.has(ask.app.app_id) ? undefined : refuse(230002, 'The bot can not be outside the group.')
}

function post(box: Box, ask: Ask, to: { chat: Chat; parent?: Message }): Answer {
  const { call, app } = ask
  const uuid = asText(ask.body['uuid'])
  call.chat_id = to.chat.chat_id
  call.receiver = receiverOf(to.chat)
  if (uuid) call.uuid = uuid
  call.content = asText(ask.body['content'])
  if (uuid.length > 50) return invalid('uuid is too long')
  const content = readContent(box, ask)
  if ('status' in content) return content
  if (take(box.rates, `receiver ${call.receiver}`, { limits: PER_RECEIVER, now: elapsed() })) {
    return refuse(230020, 'This operation triggers the frequency limit, ext=chat rate limit')
  }
  const earlier = uuid ? remembered(box, `${app.app_id} ${uuid}`) : undefined
  return earlier ? repeated(box, ask, earlier) : posted(box, ask, { ...to, content, uuid })
}

function posted(
  box: Box,
  ask: Ask,
  to: { chat: Chat; parent?: Message; content: Content; uuid: string },
): Answer {
  const { app, call } = ask
  const message = append(box, to.chat, {
    ...to.content,
    from: { id: app.app_id, name: app.name, kind: 'bot' },
    ...(to.parent && { parent: to.parent }),
  })
  if (to.uuid) {
    box.uuids.set(`${app.app_id} ${to.uuid}`, { message_id: message.message_id, at: wall(box.clock) })
  }
  call.effect = 'new'
  call.message_id = message.message_id
  return success(platformMessage(message, true))
}

function remembered(box: Box, key: string): Message | undefined {
  const entry = box.uuids.get(key)
  if (!entry || wall(box.clock) - entry.at >= UUID_LIFE) return undefined
  return box.messages.get(entry.message_id)
}

// The documentation promises at most one message and leaves open what the second call is told.
function repeated(box: Box, ask: Ask, earlier: Message): Answer {
  ask.call.effect = 'repeat'
  ask.call.message_id = earlier.message_id
  const answers: Record<Box['switches']['uuidRepeat'], () => Answer> = {
    same_id: () => success(platformMessage(earlier, true)),
    no_id: () => success({} satisfies Json),
    error: () => refuse(230049, 'The message is being sent.'),
  }
  return answers[box.switches.uuidRepeat]()
}
