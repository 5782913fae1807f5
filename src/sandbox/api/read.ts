import { z } from 'zod'
import type { SandboxState } from '../state.ts'
import type { Json } from '../json.ts'
import { paging, repeated } from './fields.ts'
import type { Ask } from './gateway.ts'
import { type Answer, notOffered, refuse, success } from './refusal.ts'

const idType = z.string().default('open_id')

/** What the list of groups takes. */
export const Listing = z.object({ query: z.object(paging) })
/** What the list of a group's people takes. */
export const MemberListing = z.object({
  params: z.object({ chat_id: z.string() }),
  query: z.object({ ...paging, member_id_type: idType }),
})
/** The accounts whose names are asked for. */
export const Naming = z.object({ query: z.object({ user_ids: repeated, user_id_type: idType }) })

/** `GET /open-apis/bot/v3/info`, the one answer that is not wrapped in `data`. */
export function botInfo(_box: SandboxState, { app }: Ask): Answer {
  const bot = {
    // Only 2, active, is documented; the other number is the sandbox's own choice.
    activate_status: app.bot ? 2 : 1,
    app_name: app.name,
    avatar_url: '',
    ip_white_list: [],
    open_id: app.open_id,
  }
  return { status: 200, body: { code: 0, msg: 'ok', bot } }
}

/** `GET /open-apis/im/v1/chats`: the groups the bot is in. */
export function listChats(state: SandboxState, ask: Ask & z.infer<typeof Listing>): Answer {
  const mine = [...state.chats.values()].filter(
    (chat) => chat.type === 'group' && !chat.dissolved && chat.bots.has(ask.app.app_id),
  )
  const item = ({ chat_id, name }: (typeof mine)[number]) => ({
    chat_id,
    name,
    avatar: '',
    description: '',
    external: false,
    tenant_key: 'sandbox',
    chat_status: 'normal',
  })
  return page(mine, ask.query, { item })
}

/** `GET /open-apis/im/v1/chats/:chat_id/members`: people only; bots take up room on a page and are not listed. */
export function listMembers(state: SandboxState, ask: Ask & z.infer<typeof MemberListing>): Answer {
  const chat = state.chats.get(ask.params.chat_id)
  if (ask.query.member_id_type !== 'open_id') return notOffered(400)
  if (!chat) return refuse(232006, 'Your request specifies an invalid chat_id.')
  if (chat.dissolved) return refuse(232009, 'Your request specifies a chat which has already been dissolved.')
  if (!chat.bots.has(ask.app.app_id)) return refuse(232011, 'Operator can NOT be out of the chat.')
  const item = (member_id: string) =>
    chat.members.has(member_id)
      ? {
          member_id,
          member_id_type: 'open_id',
          name: state.people.get(member_id)?.name ?? '',
          tenant_key: 'sandbox',
        }
      : undefined
  return page([...chat.bots, ...chat.members], ask.query, {
    item,
    extra: { member_total: chat.members.size },
  })
}

/** `GET /open-apis/contact/v3/users/batch`; people whom the app cannot see are silently missing. */
export function batchUsers(state: SandboxState, { app, query }: Ask & z.infer<typeof Naming>): Answer {
  if (query.user_id_type !== 'open_id') return notOffered(400)
  if (query.user_ids.length > 50) return refuse(40001, 'invalid parameter')
  const foreign = query.user_ids.some((id) => state.foreignIds.has(id))
  if (foreign) return refuse(99992361, 'open_id cross app')
  const named = app.scopes.includes('contact:user.base:readonly')
  const items = query.user_ids
    .flatMap((id) => state.people.get(id) ?? [])
    .filter(({ available, gone }) => available && !gone)
    .map(({ open_id, name }) => ({
      open_id,
      union_id: open_id.replace(/^ou_/, 'on_'),
      mobile_visible: true,
      ...(named && { name }),
    }))
  return success({ items })
}

type Paging = { page_size: number; page_token: string }
type Page<T> = { item: (one: T) => Json | undefined; extra?: Json }

// A page may hold fewer than asked for: only `has_more` says where the list ends.
function page<T>(all: T[], { page_size, page_token }: Paging, { item, extra }: Page<T>): Answer {
  const from = Number(page_token)
  if (!(page_size >= 1 && page_size <= 100) || !Number.isInteger(from)) {
    return refuse(232001, 'Your request contains an invalid request parameter.')
  }
  const to = from + page_size
  const has_more = to < all.length
  const items = all.slice(from, to).flatMap((one) => item(one) ?? [])
  return success({ items, has_more, page_token: has_more ? `${to}` : '', ...extra })
}
