import { type SandboxState, type Chat, groupOf as newGroup } from '../state.ts'
import { wall } from '../clock.ts'
import { recall } from '../messages.ts'
import { happen } from '../socket/events.ts'
import type { Person, World } from '../world.ts'
import { ownMessage } from './send.ts'
import { Unable } from './unable.ts'

type Move = { chat: string; who: string }

/** Puts an app into a group and tells it. */
export function addBot(state: SandboxState, chat: Chat, app_id: string): void {
  chat.bots.add(app_id)
  happen(state, [app_id], { type: 'im.chat.member.bot.added_v1', ...doing(chat) })
}

/** Puts an app out of a group and tells it. */
export function removeBot(state: SandboxState, chat: Chat, app_id: string): void {
  chat.bots.delete(app_id)
  happen(state, [app_id], { type: 'im.chat.member.bot.deleted_v1', ...doing(chat) })
}

/** Somebody, a person or an app, joins a group; its first member asked them in. */
export function join(state: SandboxState, order: Move): void {
  const chat = groupOf(state, order.chat)
  if (chat.members.has(order.who) || chat.bots.has(order.who))
    throw new Unable(`${order.who} is in ${order.chat} already`)
  if (state.apps.has(order.who)) addBot(state, chat, order.who)
  else {
    const { by, about } = doing(chat)
    const people = [personOf(state, order.who)]
    chat.members.add(order.who)
    happen(state, chat.bots, { type: 'im.chat.member.user.added_v1', by, about: { ...about, people } })
  }
  tellPages(state, chat)
}

/** Somebody leaves a group: a person of their own will, an app by the will of the group's first member. */
export function leave(state: SandboxState, order: Move): void {
  const { who: by } = order
  const chat = groupOf(state, order.chat)
  if (!chat.members.has(by) && !chat.bots.has(by)) throw new Unable(`${by} is not in ${order.chat}`)
  tellPages(state, chat)
  if (chat.bots.has(by)) removeBot(state, chat, by)
  else {
    const people = [personOf(state, by)]
    chat.members.delete(by)
    happen(state, chat.bots, { type: 'im.chat.member.user.deleted_v1', by, about: { chat, by, people } })
  }
}

/** Somebody founds a group, perhaps in place of one that was dissolved; the apps in it are told. */
export function found(state: SandboxState, order: World['chats'][number]): void {
  if (state.chats.has(order.chat_id)) throw new Unable(`there is a group ${order.chat_id} already`)
  for (const who of order.members) personOf(state, who)
  const chat = newGroup({ ...order, bots: [] })
  state.chats.set(chat.chat_id, chat)
  for (const app_id of order.bots) addBot(state, chat, app_id)
  tellPages(state, chat)
}

/** Dissolves a group. */
export function disband(state: SandboxState, order: { chat: string }): void {
  const chat = groupOf(state, order.chat)
  tellPages(state, chat)
  happen(state, chat.bots, { type: 'im.chat.disbanded_v1', ...doing(chat) })
  chat.dissolved = true
  chat.members.clear()
  chat.bots.clear()
}

/** Takes a message back that the person wrote. */
export function recallOwn(state: SandboxState, order: { as: string; message: string }): void {
  const { message, chat } = ownMessage(state, order)
  recall(state, message)
  const { message_id } = message
  const about = { message, at: wall(state.clock) }
  happen(state, chat.bots, { type: 'im.message.recalled_v1', by: order.as, message_id, about })
}

/** Somebody comes into the tenant, takes another name, or is gone from it and from all of its groups. */
export function setPerson(
  state: SandboxState,
  order: { open_id: string; name?: string; gone: boolean },
): void {
  const { open_id, gone } = order
  const known = state.people.get(open_id)
  const name = order.name ?? known?.name
  if (name === undefined) throw new Unable(`${open_id} is nobody here: give a name`)
  const person = { available: true, ...known, open_id, name, gone }
  state.people.set(open_id, person)
  if (!gone) return
  for (const chat of state.chats.values()) if (chat.type === 'group') chat.members.delete(open_id)
  happen(state, state.apps.keys(), { type: 'contact.user.deleted_v3', by: open_id, about: { person } })
}

function groupOf(state: SandboxState, chat_id: string): Chat {
  const chat = state.chats.get(chat_id)
  if (chat?.type !== 'group' || chat.dissolved) throw new Unable(`there is no group ${chat_id}`)
  return chat
}

function personOf(state: SandboxState, open_id: string): Person {
  const person = state.people.get(open_id)
  if (!person) throw new Unable(`${open_id} is nobody here`)
  return person
}

function doing(chat: Chat): { by: string; about: { chat: Chat; by: string } } {
  const [by = ''] = chat.members
  return { by, about: { chat, by } }
}

function tellPages(state: SandboxState, { chat_id }: Chat): void {
  state.news.emit('news', { kind: 'update', chat_id })
}
