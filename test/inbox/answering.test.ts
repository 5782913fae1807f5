import { expect, test } from 'vitest'
import { ChatId, MessageId, OpenId } from '../../src/ids.ts'
import { answerMessage, reviseMessage, TooEarly } from '../../src/inbox/messages/effect.ts'
import type { Incoming } from '../../src/feishu/in/incoming.ts'
import { registry } from '../../src/router.ts'
import { aScene } from '../reports/setup.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

const help: Incoming = {
  messageId: MessageId.parse('om_1'),
  chatId: ChatId.parse('oc_fx_B10'),
  chatType: 'group',
  openId: OpenId.parse('ou_fx_0213'),
  at: Temporal.Instant.from('2026-11-23T09:00:00+08:00'),
  type: 'text',
  text: '帮助',
  pictures: [],
  mentionsBot: true,
}

async function kindsWritten(scene: Scene, message: Incoming): Promise<string[]> {
  const before = (await scene.written()).length
  await scene.run((tx) => answerMessage(scene.ctx, tx, { inbox: registry, message }))
  return (await scene.written()).slice(before).map(({ kind }) => kind)
}

test('a member who mentions the bot, or writes to it directly, is answered', async () => {
  await using scene = await aScene()
  expect(await kindsWritten(scene, help)).toEqual(['desk.help'])
  const direct = { ...help, messageId: MessageId.parse('om_2'), chatType: 'p2p' as const, mentionsBot: false }
  expect(await kindsWritten(scene, direct)).toEqual(['desk.help'])
})

test('a group that talks among itself and a stranger are left alone', async () => {
  await using scene = await aScene()
  expect(await kindsWritten(scene, { ...help, mentionsBot: false })).toEqual([])
  expect(await kindsWritten(scene, { ...help, openId: OpenId.parse('ou_stranger') })).toEqual([])
})

test.each([
  'sticker',
  'merge_forward',
  'interactive',
  'vote',
  'share_chat',
  'location',
  'video_chat',
  'todo',
  'file',
  'media',
])('a %s gets the hint for files, also as a reply to a request, and opens no draft', async (type) => {
  await using scene = await aScene()
  const parentId = await requestSent(scene)
  const direct = { chatType: 'p2p' as const, mentionsBot: false, type, text: '' }
  expect(await kindsWritten(scene, { ...help, ...direct, parentId })).toEqual(['desk.hint'])
  expect((await scene.written()).at(-1)).toMatchObject({ ref: 'file' })
})

test('a text that is too long is answered each time, and none of it becomes a draft', async () => {
  await using scene = await aScene()
  const parentId = await requestSent(scene)
  const long = { ...help, text: '', parentId, isTooLong: true }
  for (const id of ['om_l1', 'om_l2']) {
    expect(await kindsWritten(scene, { ...long, messageId: MessageId.parse(id) })).toEqual(['desk.hint'])
  }
  expect((await scene.written()).at(-1)).toMatchObject({ ref: 'long', reply_to: 'om_l2' })
})

test('a reply to a reply, and to one of our short answers, counts for the card at the root', async () => {
  await using scene = await aScene()
  const rootId = await requestSent(scene)
  const report = { ...help, text: '党小组会已开，实到13人，学习了全会精神', rootId }
  const parentId = MessageId.parse('om_of_a_member')
  expect(await kindsWritten(scene, { ...report, parentId })).toEqual(['reports.confirm'])
  const question = { ...help, messageId: MessageId.parse('om_3'), text: '这是什么意思呀' }
  expect(await kindsWritten(scene, question)).toEqual(['desk.hint'])
  const hint = scene.db.updateTable('letters_letters').where('kind', '=', 'desk.hint')
  const hintId = MessageId.parse('om_hint')
  await hint.set({ ended: 'sent', ended_at: scene.ctx.now(), message_id: hintId }).execute()
  const again = { ...report, messageId: MessageId.parse('om_4'), parentId: hintId }
  expect(await kindsWritten(scene, again)).toEqual(['reports.confirm'])
})

test('a reply to a message whose letter has no answer yet is heard again when it has', async () => {
  await using scene = await aScene()
  const parentId = MessageId.parse('om_not_known_yet')
  const reply = { ...help, text: '党小组会已开，实到13人，学习了全会精神', parentId }
  const request = scene.db.updateTable('letters_letters').where('kind', '=', 'reports.after')
  await request.set({ attempts: 1, receiver: `chat:${help.chatId}` }).execute()
  await expect(kindsWritten(scene, reply)).rejects.toThrow(TooEarly)
  await request.set({ ended: 'sent', ended_at: scene.ctx.now(), message_id: parentId }).execute()
  expect(await kindsWritten(scene, reply)).toEqual(['reports.confirm'])
})

async function requestSent(scene: Scene): Promise<MessageId> {
  const id = MessageId.parse('om_the_request')
  const request = scene.db.updateTable('letters_letters').where('kind', '=', 'reports.after')
  await request.set({ ended: 'sent', ended_at: scene.ctx.now(), message_id: id }).execute()
  return id
}

test('a member’s edited message updates the draft that it began, in a group also without the mention', async () => {
  await using scene = await aScene()
  const parentId = MessageId.parse('om_request')
  const request = scene.db.updateTable('letters_letters').where('kind', '=', 'reports.after')
  await request.set({ ended: 'sent', ended_at: scene.ctx.now(), message_id: parentId }).execute()
  const reply = { ...help, text: '党小组会已开，实到13人，学习了全会精神', parentId }
  expect(await kindsWritten(scene, reply)).toEqual(['reports.confirm'])
  const edited = { ...reply, text: '党小组会已开，实到13人，学习了六中全会精神', mentionsBot: false }
  await scene.run((tx) => reviseMessage(scene.ctx, tx, { inbox: registry, message: edited }))
  const { fields } = await scene.db.selectFrom('reports_drafts').selectAll().executeTakeFirstOrThrow()
  expect(fields).toMatchObject({ content: '党小组会已开，实到13人，学习了六中全会精神' })
})
