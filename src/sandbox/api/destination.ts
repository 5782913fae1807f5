import type { Box, Chat } from '../state.ts'
import { directChat } from '../chats.ts'
import { struckBy } from '../faults.ts'
import type { App } from '../world.ts'
import { type Answer, invalid, notOffered, refuse } from './refusal.ts'

type To = { type: string; id: string }

/** The chat that a receiver's id leads to, or why no message can go there. */
export function destination(box: Box, app: App, { type, id }: To): Chat | Answer {
  switch (type) {
    case 'open_id':
      return toPerson(box, app, id)
    case 'chat_id':
      if (!id.startsWith('oc_')) return invalid('invalid receive_id')
      return box.chats.get(id) ?? unknownReceiver(box, 'open_chat', id)
    case 'union_id':
    case 'user_id':
    case 'email':
      return notOffered(400)
    default:
      return invalid('invalid receive_id_type')
  }
}

function toPerson(box: Box, app: App, id: string): Chat | Answer {
  if (!id.startsWith('ou_')) return invalid('invalid receive_id')
  if (box.foreignIds.has(id)) return refuse(99992361, 'open_id cross app')
  if ([...box.apps.values()].some((one) => one.open_id === id))
    return invalid('this operation to bots is currently not supported')
  const person = box.people.get(id)
  if (!person) return unknownReceiver(box, 'open', id)
  if (person.gone && box.switches.resignedReceiver === '230029') return refuse(230029, 'User has resigned.')
  const chat = directChat(box, app, id)
  const stopped = struckBy(box, 'blocked', { use: `send ${id}`, api: 'send', who: id, chat: chat.chat_id })
  if (stopped) return refuse(230053, 'The user has stopped the bot from sending messages.')
  return chat
}

// Both codes are documented, and not which of them an id gets that looks right and does not exist.
function unknownReceiver(box: Box, kind: 'open' | 'open_chat', id: string): Answer {
  if (box.switches.unknownId === 'service') return refuse(230034, 'The receive_id is invalid.')
  return refuse(kind === 'open' ? 99992351 : 99992356, `these ${kind} ids not existed: [${id}]`)
}

/** The same for the message in a path. */
export function unknownMessage(box: Box, id: string): Answer {
  if (!id.startsWith('om_') || box.switches.unknownId === 'service') return invalid('invalid message_id')
  return refuse(99992354, `these ids not existed: [${id}]`)
}

/** Why nobody in this chat can be reached any more. */
export function outOfReach(box: Box, { dissolved, type, members }: Chat): Answer | undefined {
  if (dissolved) return refuse(232009, 'Your request specifies a chat which has already been dissolved.')
  if (type === 'group') return undefined
  const able = [...members].every((id) => box.people.get(id)?.available && !box.people.get(id)?.gone)
  return able ? undefined : refuse(230013, 'Bot has NO availability to this user.')
}

/** Why the app may not write into this chat. */
export function speechRefusal(box: Box, app: App, chat: Chat): Answer | undefined {
  const away = outOfReach(box, chat)
  if (away) return away
  if (!chat.bots.has(app.app_id)) return refuse(230002, 'The bot can not be outside the group.')
  return chat.muted
    ? refuse(230018, 'These operations are NOT allowed at current group settings.')
    : undefined
}
