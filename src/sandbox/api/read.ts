import type { Box } from '../box.ts'
import { asList, asText, type Json } from '../json.ts'
import { platformMessage } from '../messages.ts'
import type { Ask } from './gateway.ts'
import { type Answer, invalid, refuse, success } from './refusal.ts'

/** `GET /open-apis/bot/v3/info`, the one answer that is not wrapped in `data`. */
export function botInfo(_box: Box, { app }: Ask): Answer {
  const bot = {
    activate_status: 2,
    app_name: app.name,
    avatar_url: '',
    ip_white_list: [],
    open_id: app.open_id,
  }
  return { status: 200, body: { code: 0, msg: 'ok', bot } }
}

/** `GET /open-apis/im/v1/messages/:message_id` */
export function getMessage(box: Box, ask: Ask): Answer {
  const message = box.messages.get(asText(ask.params['message_id']))
  const chat = message && box.chats.get(message.chat_id)
  if (!message || !chat) return invalid('invalid message_id')
  if (!chat.bots.has(ask.app.app_id)) return refuse(230002, 'The bot can not be outside the group.')
  ask.call.message_id = message.message_id
  const raw = ask.query['card_msg_content_type'] === 'user_card_content'
  return success({ items: [platformMessage(message, raw)] })
}

/** `GET /open-apis/im/v1/chats`: the groups the bot is in. */
export function listChats(box: Box, ask: Ask): Answer {
  const mine = [...box.chats.values()].filter(
    (chat) => chat.type === 'group' && chat.bots.has(ask.app.app_id),
  )
  return page(ask, {
    code: 232001,
    items: mine.map(({ chat_id, name }) => ({
      chat_id,
      name,
      avatar: '',
      description: '',
      external: false,
      tenant_key: 'sandbox',
      chat_status: 'normal',
    })),
  })
}

/** `GET /open-apis/im/v1/chats/:chat_id/members`: people only, bots are not listed. */
export function listMembers(box: Box, ask: Ask): Answer {
  const chat = box.chats.get(asText(ask.params['chat_id']))
  if (!chat) return refuse(232006, 'Your request specifies an invalid chat_id.')
  if (!chat.bots.has(ask.app.app_id)) return refuse(232011, 'Operator can NOT be out of the chat.')
  const items = [...chat.members].map((member_id) => ({
    member_id,
    member_id_type: 'open_id',
    name: box.people.get(member_id)?.name ?? '',
    tenant_key: 'sandbox',
  }))
  return page(ask, { code: 232001, items, extra: { member_total: items.length } })
}

/** `GET /open-apis/contact/v3/users/batch`; people whom the app cannot see are silently missing. */
export function batchUsers(box: Box, ask: Ask): Answer {
  const asked = ask.query['user_ids']
  const ids = (typeof asked === 'string' ? [asked] : asList(asked)).map(asText)
  const type = ask.query['user_id_type'] ?? 'open_id'
  if (type !== 'open_id' || ids.length === 0 || ids.length > 50) return refuse(40001, 'invalid parameter')
  const named = ask.app.scopes.includes('contact:user.base:readonly')
  const items = ids
    .flatMap((id) => box.people.get(id) ?? [])
    .map(({ open_id, name }) => ({
      open_id,
      union_id: open_id.replace(/^ou_/, 'on_'),
      ...(named && { name }),
    }))
  return success({ items })
}

function page(ask: Ask, list: { code: number; items: Json[]; extra?: Json }): Answer {
  const size = Number(ask.query['page_size'] ?? 20)
  const from = Number(ask.query['page_token'] || 0)
  if (!(size >= 1 && size <= 100) || !Number.isInteger(from)) {
    return refuse(list.code, 'Your request contains an invalid request parameter.')
  }
  const to = from + size
  const has_more = to < list.items.length
  const data = { items: list.items.slice(from, to), has_more, page_token: has_more ? `${to}` : '' }
  return success({ ...data, ...list.extra })
}
