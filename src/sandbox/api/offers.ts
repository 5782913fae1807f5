import { issueEndpoint } from '../socket/endpoint.ts'
import type { Offer } from './gateway.ts'
import { patch } from './patch.ts'
import { batchUsers, botInfo, getMessage, listChats, listMembers } from './read.ts'
import { resource } from './resource.ts'
import { reply, send } from './send.ts'
import { issueToken } from './token.ts'
import { uploadFile, uploadImage } from './upload.ts'

const im = '/open-apis/im/v1'
const sending = ['im:message', 'im:message:send_as_bot', 'im:message:send']
const patching = ['im:message', 'im:message:send_as_bot', 'im:message:update']
const reading = ['im:message', 'im:message:readonly', 'im:message:send_as_bot']
const chats = ['im:chat', 'im:chat:read', 'im:chat:readonly']
const members = ['im:chat', 'im:chat:readonly', 'im:chat.members:read']
const uploads = ['im:resource', 'im:resource:upload']
const people = ['contact:contact.base:readonly']

/** Every call that the sandbox offers: exactly those that the bot makes. */
export const offers: Offer[] = [
  {
    api: 'token',
    method: 'POST',
    url: '/open-apis/auth/v3/tenant_access_token/internal',
    open: true,
    run: issueToken,
  },
  { api: 'endpoint', method: 'POST', url: '/callback/ws/endpoint', open: true, run: issueEndpoint },
  { api: 'send', method: 'POST', url: `${im}/messages`, scopes: sending, run: send },
  { api: 'reply', method: 'POST', url: `${im}/messages/:message_id/reply`, scopes: sending, run: reply },
  { api: 'patch', method: 'PATCH', url: `${im}/messages/:message_id`, scopes: patching, run: patch },
  { api: 'get', method: 'GET', url: `${im}/messages/:message_id`, scopes: reading, run: getMessage },
  { api: 'bot_info', method: 'GET', url: '/open-apis/bot/v3/info', scopes: [], run: botInfo },
  { api: 'chats', method: 'GET', url: `${im}/chats`, scopes: chats, run: listChats },
  { api: 'members', method: 'GET', url: `${im}/chats/:chat_id/members`, scopes: members, run: listMembers },
  { api: 'users', method: 'GET', url: '/open-apis/contact/v3/users/batch', scopes: people, run: batchUsers },
  {
    api: 'resource',
    method: 'GET',
    url: `${im}/messages/:message_id/resources/:file_key`,
    scopes: ['im:message', 'im:message:readonly'],
    run: resource,
  },
  { api: 'image', method: 'POST', url: `${im}/images`, scopes: uploads, run: uploadImage },
  { api: 'file', method: 'POST', url: `${im}/files`, scopes: uploads, run: uploadFile },
]
