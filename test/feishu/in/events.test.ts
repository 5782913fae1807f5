import { expect, test } from 'vitest'
import { handlersOf, type Listener } from '../../../src/feishu/in/events.ts'
import { silentListener } from '../../support/silent-listener.ts'
import { aLog } from '../aids.ts'

/** What the SDK hands over: `{schema, ...header, ...event}`. */
function delivered(type: string, event: object) {
  const header = {
    event_id: 'f7984f25108f8137722bb63cee927e66',
    event_type: type,
    create_time: '1795399200000',
    token: 'sandbox-verification-token',
    app_id: 'cli_00000000000000a1',
    tenant_key: '2ca1d211f64f6438',
  }
  return { schema: '2.0', ...header, ...event }
}

const operator = { union_id: 'on_1', user_id: null, open_id: 'ou_anna' }
const group = {
  chat_id: 'oc_branch',
  operator_id: operator,
  external: false,
  operator_tenant_key: '2ca1d211f64f6438',
  name: '第十支部',
  i18n_names: { zh_cn: '第十支部', en_us: '', ja_jp: '' },
}
const users = [{ name: '博文', tenant_key: '2ca1d211f64f6438', user_id: { ...operator, open_id: 'ou_bo' } }]

/** Handlers whose listener writes down what it is told. */
function ears(over: Partial<Listener> = {}) {
  const told: unknown[] = []
  const { log, lines } = aLog()
  const tell = (what: string) => async (about?: unknown) =>
    void told.push(about === undefined ? what : { what, about })
  const listener = {
    ...silentListener,
    onRecall: tell('recall'),
    onAdded: tell('added'),
    onChange: tell('change'),
    ...over,
    log,
  }
  const handlers = handlersOf(listener)
  const hear = (type: string, event: object) => handlers[type]?.(delivered(type, event))
  return { told, lines, hear }
}

test.each([
  ['im.chat.member.bot.deleted_v1', group],
  ['im.chat.member.user.added_v1', { ...group, users }],
  ['im.chat.member.user.deleted_v1', { ...group, users }],
  ['im.chat.disbanded_v1', group],
  ['contact.user.deleted_v3', { object: { open_id: 'ou_bo' }, old_object: { department_ids: ['od-1'] } }],
])('%s says that somebody may have come or gone, and nothing more', async (type, event) => {
  const { told, hear } = ears()
  expect(await hear(type, event)).toEqual({})
  expect(told).toEqual(['change'])
})

test('a group that the bot was added to comes with its moment', async () => {
  const { told, hear } = ears()
  expect(await hear('im.chat.member.bot.added_v1', group)).toEqual({})
  const about = { chat: 'oc_branch', at: Temporal.Instant.from('2026-11-23T02:00:00Z') }
  expect(told).toEqual([{ what: 'added', about }, 'change'])
})

test('an edited message comes with its new words and the time of the edit', async () => {
  const edits: unknown[] = []
  const onEdit: Listener['onEdit'] = async ({ messageId, text }, at) =>
    void edits.push([messageId, text, `${at}`])
  const { hear } = ears({ onEdit })
  const message = {
    message_id: 'om_1',
    create_time: '1795399200000',
    update_time: '1795399260000',
    chat_id: 'oc_1',
    chat_type: 'p2p',
    message_type: 'text',
    content: '{"text":"实到22人"}',
  }
  const sender = { sender_id: operator, sender_type: 'user' }
  await hear('im.message.updated_v1', { sender, message })
  await hear('im.message.updated_v1', { sender, message: { ...message, update_time: undefined } })
  expect(edits).toEqual([
    ['om_1', '实到22人', '2026-11-23T02:01:00Z'],
    ['om_1', '实到22人', '2026-11-23T02:00:00Z'],
  ])
})

test('a recall names its message', async () => {
  const { told, hear } = ears()
  const recall = {
    message_id: 'om_1',
    chat_id: 'oc_branch',
    recall_time: '1795399260000',
    recall_type: 'message_owner',
  }
  expect(await hear('im.message.recalled_v1', recall)).toEqual({})
  expect(told).toEqual([{ what: 'recall', about: 'om_1' }])
})

test('what cannot be read is logged by its path, never by what it holds', async () => {
  const { told, lines, hear } = ears()
  expect(await hear('im.message.recalled_v1', { message_id: '../秘密' })).toEqual({})
  expect(await hear('im.chat.member.bot.added_v1', { ...group, chat_id: '秘密' })).toEqual({})
  expect(told).toEqual(['change'])
  expect(lines.map((line) => JSON.parse(line).at)).toEqual([['message_id'], ['chat_id']])
  expect(lines.join()).not.toContain('秘密')
})

test.each(['im.message.recalled_v1', 'im.chat.member.bot.added_v1', 'im.chat.disbanded_v1'])(
  '%s that could not be written down is thrown back, so that the platform delivers it again',
  async (type) => {
    const fail = () => Promise.reject(new Error('no database'))
    const { hear } = ears({ onRecall: fail, onAdded: fail, onChange: fail })
    await expect(hear(type, { ...group, message_id: 'om_1' })).rejects.toThrow('no database')
  },
)
