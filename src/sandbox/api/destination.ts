import type { SandboxState, Chat } from '../state.ts'
import { directChat } from '../chats.ts'
import { faultFor } from '../faults.ts'
import type { App } from '../world.ts'
import { type Answer, invalid, notOffered, refuse } from './refusal.ts'

type To = { type: string; id: string }

/** The chat that a receiver's id leads to, or why no message can go there. */
export function destination(state: SandboxState, app: App, { type, id }: To): Chat | Answer {
  switch (type) {
    case 'open_id':
      return toPerson(state, app, id)
    case 'chat_id':
      if (!id.startsWith('oc_')) return invalid('invalid receive_id')
      return state.chats.get(id) ?? unknownReceiver(state, 'open_chat', id)
    case 'union_id':
    case 'user_id':
    case 'email':
      return notOffered(400)
    default:
      return invalid('invalid receive_id_type')
  }
}

function toPerson(state: SandboxState, app: App, id: string): Chat | Answer {
  if (!id.startsWith('ou_')) return invalid('invalid receive_id')
  if (state.foreignIds.has(id)) return refuse(99992361, 'open_id cross app')
  if ([...state.apps.values()].some((one) => one.open_id === id))
    return invalid('this operation to bots is currently not supported')
  const person = state.people.get(id)
  if (!person) return unknownReceiver(state, 'open', id)
  if (person.gone && state.switches.resignedReceiver === '230029') return refuse(230029, 'User has resigned.')
  const chat = directChat(state, app, id)
  const stopped = faultFor(state, 'blocked', { use: `send ${id}`, api: 'send', who: id, chat: chat.chat_id })
  if (stopped) return refuse(230053, 'The user has stopped the bot from sending messages.')
  return chat
}

// Both codes are documented, and not which of them an id gets that looks right and does not exist.
function unknownReceiver(state: SandboxState, kind: 'open' | 'open_chat', id: string): Answer {
  if (state.switches.unknownId === 'service') return refuse(230034, 'The receive_id is invalid.')
  return refuse(kind === 'open' ? 99992351 : 99992356, `these ${kind} ids not existed: [${id}]`)
}

/** Checks the message id in a path. */
export function unknownMessage(state: SandboxState, id: string): Answer {
  if (!id.startsWith('om_') || state.switches.unknownId === 'service') return invalid('invalid message_id')
  return refuse(99992354, `these ids not existed: [${id}]`)
}

/** Why nobody in this chat can be reached any more. */
export function outOfReach(state: SandboxState, { dissolved, type, members }: Chat): Answer | undefined {
  if (dissolved) return refuse(232009, 'Your request specifies a chat which has already been dissolved.')
  if (type === 'group') return undefined
  const able = [...members].every((id) => state.people.get(id)?.available && !state.people.get(id)?.gone)
  return able ? undefined : refuse(230013, 'Bot has NO availability to this user.')
}

/** Why the app may not write into this chat. */
export function speechRefusal(state: SandboxState, app: App, chat: Chat): Answer | undefined {
  const away = outOfReach(state, chat)
  if (away) return away
  if (!chat.bots.has(app.app_id)) return refuse(230002, 'The bot can not be outside the group.')
  return chat.muted
    ? refuse(230018, 'These operations are NOT allowed at current group settings.')
    : undefined
}
