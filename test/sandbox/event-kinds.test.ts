import { describe, expect, it } from 'vitest'
import type { Control } from '../../src/sandbox/control-client.ts'
import type { Json } from '../../src/sandbox/json.ts'
import { APP, aWorld } from '../support/sandbox.ts'
import { openInside } from './inside.ts'
import { envelopeIn, openRawSocket } from './raw-socket.ts'

const say = (control: Control, text: string) => control.say({ as: 'ou_bo', chat: 'oc_branch', text })
const ms = expect.stringMatching(/^1795\d{9}$/)
const ids = (name: string) => ({ open_id: `ou_${name}`, union_id: `on_${name}` })
const branch = {
  chat_id: 'oc_branch',
  external: false,
  operator_tenant_key: 'sandbox',
  name: '第十支部',
  i18n_names: { zh_cn: '第十支部', en_us: '第十支部', ja_jp: '第十支部' },
}
const CHAT_SCOPES = ['im:chat', 'im:chat:readonly']
const BOT_SCOPES = [...CHAT_SCOPES, 'im:chat.members:bot_access']
const MEMBER_SCOPES = [...CHAT_SCOPES, 'im:chat.members:read']
const RECALL_SCOPES = ['im:message', 'im:message:readonly']
const CONTACT_SCOPES = [
  'contact:contact.base:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
]

type Row = {
  type: string
  scopes: string[]
  event: Json
  /** How it comes about; the apps are in oc_branch. */
  happens: (control: Control, app_id: string) => Promise<unknown>
}

const mention = {
  key: '@_user_1',
  id: ids('anna'),
  mentioned_type: 'user',
  name: '安娜',
  tenant_key: 'sandbox',
}

const rows: Row[] = [
  {
    type: 'im.message.receive_v1',
    scopes: ['im:message.group_msg'],
    event: {
      sender: { sender_id: ids('bo'), sender_type: 'user', tenant_key: 'sandbox' },
      message: {
        message_id: expect.stringMatching(/^om_/),
        create_time: ms,
        update_time: ms,
        chat_id: 'oc_branch',
        chat_type: 'group',
        message_type: 'text',
        content: JSON.stringify({ text: '@_all 请@_user_1 看' }),
        mentions: [mention],
      },
    },
    happens: (control) => say(control, '@所有人 请@安娜 看'),
  },
  {
    type: 'im.message.updated_v1',
    scopes: ['im:message.group_msg'],
    event: {
      sender: { sender_id: ids('bo'), sender_type: 'user', tenant_key: 'sandbox' },
      message: {
        message_id: expect.stringMatching(/^om_/),
        create_time: ms,
        update_time: ms,
        chat_id: 'oc_branch',
        chat_type: 'group',
        message_type: 'text',
        content: JSON.stringify({ text: '请@_user_1 看' }),
        mentions: [mention],
      },
    },
    async happens(control) {
      const { message_id: message } = await say(control, '请看')
      await control.edit({ as: 'ou_bo', message, text: '请@安娜 看' })
    },
  },
  {
    type: 'im.message.recalled_v1',
    scopes: RECALL_SCOPES,
    event: {
      chat_id: 'oc_branch',
      message_id: expect.stringMatching(/^om_/),
      recall_time: ms,
      recall_type: 'message_owner',
    },
    async happens(control) {
      const { message_id: message } = await say(control, '写错了')
      await control.recall({ as: 'ou_bo', message })
    },
  },
  {
    type: 'im.chat.member.bot.deleted_v1',
    scopes: BOT_SCOPES,
    event: { ...branch, operator_id: ids('anna') },
    happens: (control, who) => control.leave({ chat: 'oc_branch', who }),
  },
  {
    type: 'im.chat.member.bot.added_v1',
    scopes: BOT_SCOPES,
    event: {
      ...branch,
      chat_id: 'oc_other',
      name: '没有助手的群',
      i18n_names: expect.anything(),
      operator_id: ids('anna'),
    },
    happens: (control, who) => control.join({ chat: 'oc_other', who }),
  },
  {
    type: 'im.chat.member.user.added_v1',
    scopes: MEMBER_SCOPES,
    event: {
      ...branch,
      operator_id: ids('anna'),
      users: [{ name: '陈晨', tenant_key: 'sandbox', user_id: ids('chen') }],
    },
    happens: (control) => control.join({ chat: 'oc_branch', who: 'ou_chen' }),
  },
  {
    type: 'im.chat.member.user.deleted_v1',
    scopes: MEMBER_SCOPES,
    event: {
      ...branch,
      operator_id: ids('bo'),
      users: [{ name: '博文', tenant_key: 'sandbox', user_id: ids('bo') }],
    },
    happens: (control) => control.leave({ chat: 'oc_branch', who: 'ou_bo' }),
  },
  {
    type: 'im.chat.disbanded_v1',
    scopes: [...CHAT_SCOPES, 'im:chat:read'],
    event: { ...branch, operator_id: ids('anna') },
    happens: (control) => control.disband('oc_branch'),
  },
  {
    type: 'contact.user.deleted_v3',
    scopes: CONTACT_SCOPES,
    event: { object: ids('bo'), old_object: { open_id: 'ou_bo' } },
    happens: (control) => control.person({ open_id: 'ou_bo', gone: true }),
  },
]

/** Apps with one scope each, all in oc_branch; the last two have all, but one subscribes to nothing. */
function worldOf(scopes: string[]) {
  const app = (n: number, has: string[], events?: string[]) => ({
    ...APP,
    app_id: `cli_${`${n}`.padStart(16, '0')}`,
    open_id: `ou_bot${n}`,
    scopes: has,
    ...(events && { events }),
  })
  const apps = [...scopes.map((scope, n) => app(n, [scope])), app(8, []), app(9, scopes, [])]
  const world = aWorld({ apps })
  for (const chat of world.chats)
    if (chat.chat_id === 'oc_branch') chat.bots = apps.map(({ app_id }) => app_id)
  return { world, apps, able: apps.slice(0, scopes.length).map(({ app_id }) => app_id) }
}

describe.each(rows)('$type', ({ type, scopes, event, happens }) => {
  it('is told to every app that subscribes to it and has any one of its scopes', async () => {
    const { world, apps, able } = worldOf(scopes)
    await using sandbox = await openInside(world)
    const own = type.startsWith('im.chat.member.bot')
    for (const { app_id } of own ? apps : apps.slice(0, 1)) await happens(sandbox.control, app_id)
    const told = (await sandbox.control.events()).filter((one) => one.event_type === type)
    expect(told.map(({ app_id }) => app_id)).toEqual(able)
  })

  it('says exactly what the platform says', async () => {
    const { world, apps } = worldOf(scopes.slice(0, 1))
    await using sandbox = await openInside(world)
    using raw = await openRawSocket(sandbox.url, { app: apps[0] ?? APP })
    await happens(sandbox.control, apps[0]?.app_id ?? '')
    await expect.poll(() => raw.data().map((frame) => envelopeIn(frame).header['event_type'])).toContain(type)
    const told = raw
      .data()
      .map(envelopeIn)
      .find(({ header }) => header['event_type'] === type)
    expect(told).toEqual({
      header: {
        event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        event_type: type,
        create_time: ms,
        token: 'sandbox-verification-token',
        app_id: apps[0]?.app_id,
        tenant_key: 'sandbox',
      },
      event,
    })
  })
})
