import { issueEndpoint } from '../socket/endpoint.ts'
import { checked } from './fields.ts'
import type { Beyond, ClosedOffer, Offer } from './gateway.ts'
import { Patching, patch } from './patch.ts'
import { batchUsers, botInfo, Listing, listChats, listMembers, MemberListing, Naming } from './read.ts'
import { Fetching, fetchResource } from './resource.ts'
import { Recalling, recallMessage } from './recall.ts'
import { Replying, reply, Sending, send } from './send.ts'
import { issueToken } from './token.ts'
import { uploadImage } from './upload.ts'

const im = '/open-apis/im/v1'
const message = `${im}/messages/:message_id`
const people = `${im}/chats/:chat_id/members`
const resource = `${message}/resources/:file_key`
const contacts = '/open-apis/contact/v3/users/batch'
const token = '/open-apis/auth/v3/tenant_access_token/internal'

type Gate = Pick<ClosedOffer, 'family' | 'scopes'>
const sending: Gate = {
  family: 'message',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
}
const painting: Gate = {
  family: 'message',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
}
const recalling: Gate = {
  family: 'message',
  scopes: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
}
const chats: Gate = { family: 'chat', scopes: ['im:chat', 'im:chat:read', 'im:chat:readonly'] }
const members: Gate = { family: 'chat', scopes: ['im:chat', 'im:chat:readonly', 'im:chat.members:read'] }
const bot: Gate = { family: 'other', scopes: [] }
const names: Gate = { family: 'other', scopes: ['contact:contact.base:readonly'] }

const resources = ['im:resource', 'im:resource:upload']
const history = ['im:message', 'im:message:readonly', 'im:message.history:readonly']
const uploads: Gate = { family: 'file', scopes: resources }
const downloads: Gate = {
  family: 'file',
  scopes: ({ downloadScopes }) => (downloadScopes === 'message' ? history : resources),
}

/** Every call that the sandbox offers: exactly those that the bot and its SDK make. */
export const offers: Offer[] = [
  { api: 'token', method: 'POST', url: token, open: true, run: issueToken },
  { api: 'endpoint', method: 'POST', url: '/callback/ws/endpoint', open: true, run: issueEndpoint },
  { api: 'send', method: 'POST', url: `${im}/messages`, ...sending, run: checked(Sending, send) },
  { api: 'reply', method: 'POST', url: `${message}/reply`, ...sending, run: checked(Replying, reply) },
  { api: 'patch', method: 'PATCH', url: message, ...painting, run: checked(Patching, patch) },
  {
    api: 'recall',
    method: 'DELETE',
    url: message,
    ...recalling,
    run: checked(Recalling, recallMessage),
  },
  { api: 'bot_info', method: 'GET', url: '/open-apis/bot/v3/info', ...bot, run: botInfo },
  { api: 'chats', method: 'GET', url: `${im}/chats`, ...chats, run: checked(Listing, listChats) },
  { api: 'members', method: 'GET', url: people, ...members, run: checked(MemberListing, listMembers) },
  { api: 'users', method: 'GET', url: contacts, ...names, run: checked(Naming, batchUsers) },
  { api: 'image', method: 'POST', url: `${im}/images`, ...uploads, run: uploadImage },
  { api: 'resource', method: 'GET', url: resource, ...downloads, run: checked(Fetching, fetchResource) },
]

/** What the platform itself can do at these addresses besides, and the bot has no business with. */
export const beyond: Beyond = {
  [`${im}/messages`]: ['GET'],
  [message]: ['GET', 'PUT'],
  [`${im}/chats`]: ['POST'],
  [people]: ['POST', 'DELETE'],
}
