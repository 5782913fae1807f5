import { createHash } from 'node:crypto'
import type { SandboxState, Chat } from './state.ts'
import type { App } from './world.ts'

/** The direct chat of a person with an app; it comes into being when it is first needed. */
export function directChat(state: SandboxState, app: App, openId: string): Chat {
  const chat_id = `oc_${createHash('md5').update(`${app.app_id} ${openId}`).digest('hex')}`
  const known = state.chats.get(chat_id)
  if (known) return known
  const chat: Chat = {
    chat_id,
    name: app.name,
    type: 'p2p',
    mode: 'group',
    members: new Set([openId]),
    bots: new Set([app.app_id]),
    muted: false,
    dissolved: false,
  }
  state.chats.set(chat_id, chat)
  return chat
}

/** What one person has in the list of chats: direct chats with the bots first. */
export function chatsOf(state: SandboxState, openId: string): Chat[] {
  if (isHere(state, openId)) for (const app of state.apps.values()) directChat(state, app, openId)
  const mine = [...state.chats.values()].filter((chat) => chat.members.has(openId))
  return [...mine.filter((chat) => chat.type === 'p2p'), ...mine.filter((chat) => chat.type === 'group')]
}

/** The chat that a word from the page names; `bot` is the direct chat with the first app. */
export function chatNamed(state: SandboxState, word: string, openId: string): Chat | undefined {
  if (word !== 'bot') return state.chats.get(word)
  const [first] = state.apps.values()
  return first && isHere(state, openId) ? directChat(state, first, openId) : undefined
}

/** The receiver that counts for the limit of five messages a second: the person, or the group. */
export function receiverOf(chat: Chat): string {
  const [person] = chat.members
  return chat.type === 'p2p' && person !== undefined ? person : chat.chat_id
}

function isHere(state: SandboxState, openId: string): boolean {
  return state.people.get(openId)?.gone === false
}
