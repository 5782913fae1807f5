import { issueEndpoint } from '../socket/endpoint.ts'
import { checked } from './fields.ts'
import type { Beyond, ClosedOffer, Offer } from './gateway.ts'
import { Patching, patch } from './patch.ts'
import { batchUsers, botInfo, Listing, listChats, listMembers, MemberListing, Naming } from './read.ts'
import { Fetching, fetchResource } from './resource.ts'
import { Recalling, recallMessage } from './recall.ts'
import { Replying, reply, Sending, send } from './send.ts'
import { issueToken } from './token.ts'
import { uploadFile, uploadImage } from './upload.ts'

const IM = '/open-apis/im/v1'
const MESSAGE = `${IM}/messages/:message_id`
const PEOPLE = `${IM}/chats/:chat_id/members`
const RESOURCE = `${MESSAGE}/resources/:file_key`
const CONTACTS = '/open-apis/contact/v3/users/batch'
const TOKEN = '/open-apis/auth/v3/tenant_access_token/internal'

type Gate = Pick<ClosedOffer, 'family' | 'scopes'>
const SENDING: Gate = {
  family: 'message',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
}
const UPDATING: Gate = {
  family: 'message',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
}
const RECALLING: Gate = {
  family: 'message',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
}
const CHATS: Gate = { family: 'chat', scopes: ['im:chat', 'im:chat:read', 'im:chat:readonly'] }
const MEMBERS: Gate = { family: 'chat', scopes: ['im:chat', 'im:chat:readonly', 'im:chat.members:read'] }
const BOT: Gate = { family: 'other', scopes: [] }
const NAMES: Gate = { family: 'other', scopes: ['contact:contact.base:readonly'] }

const RESOURCES = ['im:resource', 'im:resource:upload']
const HISTORY = ['im:message', 'im:message:readonly', 'im:message.history:readonly']
const UPLOADS: Gate = { family: 'file', scopes: RESOURCES }
const DOWNLOADS: Gate = {
  family: 'file',
  scopes: ({ downloadScopes }) => (downloadScopes === 'message' ? HISTORY : RESOURCES),
}

/** Every call that the sandbox offers: exactly those that the bot and its SDK make. */
export const offers: Offer[] = [
  { api: 'token', method: 'POST', url: TOKEN, open: true, run: issueToken },
  { api: 'endpoint', method: 'POST', url: '/callback/ws/endpoint', open: true, run: issueEndpoint },
  { api: 'send', method: 'POST', url: `${IM}/messages`, ...SENDING, run: checked(Sending, send) },
  { api: 'reply', method: 'POST', url: `${MESSAGE}/reply`, ...SENDING, run: checked(Replying, reply) },
  { api: 'patch', method: 'PATCH', url: MESSAGE, ...UPDATING, run: checked(Patching, patch) },
  {
    api: 'recall',
    method: 'DELETE',
    url: MESSAGE,
    ...RECALLING,
    run: checked(Recalling, recallMessage),
  },
  { api: 'bot_info', method: 'GET', url: '/open-apis/bot/v3/info', ...BOT, run: botInfo },
  { api: 'chats', method: 'GET', url: `${IM}/chats`, ...CHATS, run: checked(Listing, listChats) },
  { api: 'members', method: 'GET', url: PEOPLE, ...MEMBERS, run: checked(MemberListing, listMembers) },
  { api: 'users', method: 'GET', url: CONTACTS, ...NAMES, run: checked(Naming, batchUsers) },
  { api: 'image', method: 'POST', url: `${IM}/images`, ...UPLOADS, run: uploadImage },
  { api: 'file', method: 'POST', url: `${IM}/files`, ...UPLOADS, run: uploadFile },
  { api: 'resource', method: 'GET', url: RESOURCE, ...DOWNLOADS, run: checked(Fetching, fetchResource) },
]

/** What the platform itself can do at these addresses besides, and the bot has no business with. */
export const BEYOND: Beyond = {
  [`${IM}/messages`]: ['GET'],
  [MESSAGE]: ['GET', 'PUT'],
  [`${IM}/chats`]: ['POST'],
  [PEOPLE]: ['POST', 'DELETE'],
}
