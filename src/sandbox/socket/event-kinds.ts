import type { Chat } from '../state.ts'
import type { Json } from '../json.ts'
import { contentRead, type Mention, type Message } from '../messages.ts'
import type { App, Person } from '../world.ts'

type InChat = { chat: Chat; by: string }
type Spoken = { chat: Chat; message: Message }

/** What must be known to tell of each event. */
export type Abouts = {
  'im.message.receive_v1': Spoken
  'im.message.updated_v1': Spoken
  'im.message.recalled_v1': { message: Message; at: number }
  'im.chat.member.bot.added_v1': InChat
  'im.chat.member.bot.deleted_v1': InChat
  'im.chat.member.user.added_v1': InChat & { people: Person[] }
  'im.chat.member.user.deleted_v1': InChat & { people: Person[] }
  'im.chat.disbanded_v1': InChat
  'contact.user.deleted_v3': { person: Person }
}
export type EventType = keyof Abouts

/** `scopes`: an app needs any one of them to hear of it; `build`: what stands inside `event`. */
type Kind<About> = { scopes(about: About, app: App): string[]; build(about: About, app: App): Json }

const chats = () => ['im:chat', 'im:chat:read', 'im:chat:readonly']
const bots = () => ['im:chat', 'im:chat.members:bot_access', 'im:chat:readonly']
const members = () => ['im:chat', 'im:chat.members:read', 'im:chat:readonly']
const messages = () => ['im:message', 'im:message:readonly']
const contacts = () => [
  'contact:contact.base:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
]

/** Every event that the sandbox offers (§5.2). */
export const eventKinds: { [Type in EventType]: Kind<Abouts[Type]> } = {
  'im.message.receive_v1': { scopes: receiving, build: received },
  // No page of the documents describes it; apps that hear it read it as they read a new message.
  'im.message.updated_v1': { scopes: receiving, build: received },
  'im.message.recalled_v1': { scopes: messages, build: recalled },
  'im.chat.member.bot.added_v1': { scopes: bots, build: inChat },
  'im.chat.member.bot.deleted_v1': { scopes: bots, build: inChat },
  'im.chat.member.user.added_v1': { scopes: members, build: withPeople },
  'im.chat.member.user.deleted_v1': { scopes: members, build: withPeople },
  'im.chat.disbanded_v1': { scopes: chats, build: inChat },
  'contact.user.deleted_v3': { scopes: contacts, build: resigned },
}

/** The ids of a person as events give them; `user_id` would need a scope of its own. */
export function idsOf(open_id: string): Json {
  return { open_id, union_id: open_id.replace(/^ou_/, 'on_') }
}

// `@all` mentions no bot.
function receiving({ chat, message }: Spoken, app: App): string[] {
  if (chat.type === 'p2p') return ['im:message.p2p_msg:readonly']
  const mentioned = message.mentions.some((mention) => mention.open_id === app.open_id)
  return ['im:message.group_msg', ...(mentioned ? ['im:message.group_at_msg:readonly'] : [])]
}

function received({ chat, message }: Spoken): Json {
  const { message_id, parent_id, root_id, thread_id, mentions } = message
  return {
    sender: { sender_id: idsOf(message.from.id), sender_type: 'user', tenant_key: 'sandbox' },
    message: {
      message_id,
      ...(parent_id && { parent_id, root_id }),
      create_time: `${Math.floor(message.at)}`,
      update_time: `${Math.floor(message.updatedAt)}`,
      chat_id: chat.chat_id,
      ...(thread_id && { thread_id }),
      chat_type: chat.type,
      message_type: message.type,
      content: contentRead(message),
      ...(mentions.length > 0 && { mentions: mentions.map(mentionOf) }),
    },
  }
}

function mentionOf({ key, open_id, name, kind }: Mention): Json {
  return { key, id: idsOf(open_id), mentioned_type: kind, name, tenant_key: 'sandbox' }
}

function recalled({ message, at }: Abouts['im.message.recalled_v1']): Json {
  const { message_id, chat_id } = message
  return { message_id, chat_id, recall_time: `${Math.floor(at)}`, recall_type: 'message_owner' }
}

function inChat({ chat: { chat_id, name }, by }: InChat): Json {
  const i18n_names = { zh_cn: name, en_us: name, ja_jp: name }
  const operator = { operator_id: idsOf(by), operator_tenant_key: 'sandbox' }
  return { chat_id, ...operator, external: false, name, i18n_names }
}

function withPeople({ people, ...about }: InChat & { people: Person[] }): Json {
  const users = people.map(({ open_id, name }) => {
    return { name, tenant_key: 'sandbox', user_id: idsOf(open_id) }
  })
  return { ...inChat(about), users }
}

// The platform leaves out the departments of `object` and gives them in `old_object`.
function resigned({ person: { open_id, name } }: { person: Person }, app: App): Json {
  const named = app.scopes.includes('contact:user.base:readonly')
  const departed = app.scopes.includes('contact:user.department:readonly')
  return {
    object: { ...idsOf(open_id), ...(named && { name }) },
    old_object: { open_id, ...(departed && { department_ids: [] }) },
  }
}
