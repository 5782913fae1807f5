import { z } from 'zod'
import { ChatId, OpenId } from '../../ids.ts'
import type { Call, Request } from './call.ts'
import { type Answer, unanswered } from '../errors.ts'
import { idOf } from '../parse-id.ts'

export type BotInfo = { openId: OpenId; name: string; active: boolean }
export type Chat = { chatId: ChatId; name: string }
export type Person = { openId: OpenId; name: string }

const Bot = z.object({
  bot: z.object({ open_id: OpenId, app_name: z.string().catch(''), activate_status: z.number().catch(2) }),
})

/** The bot as its own app sees it; its open_id is what a mention of it carries. */
export async function botInfo(call: Call): Promise<BotInfo> {
  const answer = await call({ api: 'bot_info', method: 'GET', url: '/open-apis/bot/v3/info' })
  const { bot } = read('bot_info', Bot, answer)
  return { openId: bot.open_id, name: bot.app_name, active: bot.activate_status === 2 }
}

const ChatItem = z.object({
  chat_id: ChatId,
  name: z.string().catch(''),
  chat_status: z.string().catch('normal'),
})

/** All groups that the bot is in and that were not dissolved. */
export async function chats(call: Call): Promise<Chat[]> {
  const items = await allPages(call, { api: 'chats', method: 'GET', url: '/open-apis/im/v1/chats' }, ChatItem)
  return items
    .filter(({ chat_status }) => chat_status === 'normal')
    .map((item) => ({ chatId: item.chat_id, name: item.name }))
}

const MemberItem = z.object({ member_id: OpenId, name: z.string().catch('') })

/** The people in a group; the platform does not list bots. */
export async function chatMembers(call: Call, chatId: string): Promise<Person[]> {
  const url = `/open-apis/im/v1/chats/${idOf('members', ChatId, chatId)}/members`
  const params = { member_id_type: 'open_id' }
  const items = await allPages(call, { api: 'members', method: 'GET', url, params }, MemberItem)
  return items.map((item) => ({ openId: item.member_id, name: item.name }))
}

const UserItem = z.object({ open_id: OpenId, name: z.string().catch('') })
const Users = z.object({ data: z.object({ items: z.array(UserItem).catch([]) }) })
const USERS_PER_CALL = 50

/** Names of people, fifty to a call. */
export async function users(call: Call, openIds: string[]): Promise<Person[]> {
  const ids = openIds.map((id) => idOf('users', OpenId, id))
  const people: Person[] = []
  for (let from = 0; from < ids.length; from += USERS_PER_CALL) {
    const params = { user_id_type: 'open_id', user_ids: ids.slice(from, from + USERS_PER_CALL) }
    const answer = await call({
      api: 'users',
      method: 'GET',
      url: '/open-apis/contact/v3/users/batch',
      params,
    })
    const { items } = read('users', Users, answer).data
    people.push(...items.map((item) => ({ openId: item.open_id, name: item.name })))
  }
  return people
}

const PAGE_SIZE = 100
const MOST_PAGES = 1000
const Page = z.object({
  data: z.object({
    items: z.array(z.unknown()).optional(),
    has_more: z.boolean(),
    page_token: z.string().optional(),
  }),
})

/** A page may hold fewer than asked for, so only `has_more` ends the list; half a list is never handed on. */
async function allPages<T>(call: Call, request: Request, item: z.ZodType<T>): Promise<T[]> {
  const items: unknown[] = []
  let token: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const params = {
      ...request.params,
      page_size: PAGE_SIZE,
      ...(token === undefined ? {} : { page_token: token }),
    }
    const { data } = read(request.api, Page, await call({ ...request, params }))
    items.push(...(data.items ?? []))
    if (!data.has_more) return read(request.api, z.array(item), items)
    if (!data.page_token || data.page_token === token)
      throw unanswered(request.api, 'more pages but no way to them')
    token = data.page_token
  }
  throw unanswered(request.api, `more than ${MOST_PAGES} pages`)
}

function read<T>(api: string, schema: z.ZodType<T>, answer: Answer | unknown[]): T {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw unanswered(api, 'the answer lacks what it must hold', { status: 200 })
  return parsed.data
}
