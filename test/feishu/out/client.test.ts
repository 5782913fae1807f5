import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderCard } from '../../../src/feishu/cards/card.ts'
import type { CallEnd } from '../../../src/feishu/out/call.ts'
import { openSandbox } from '../../support/sandbox.ts'
import { aLog, anEdge, aRedisClient, failure } from '../aids.ts'

const toAnna = { type: 'person', id: 'ou_anna' } as const
const toBranch = { type: 'chat', id: 'oc_branch' } as const

function aCard(text: string): object {
  return renderCard(
    { title: '通知', tone: 'blue', summary: '通知', blocks: [{ kind: 'text', text }] },
    { letter: 'l1' },
  )
}

test('a letter reaches a person, a reply and a new rendering follow', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const first = await feishu.send({ to: toBranch, content: { card: aCard('一') }, uuid: randomUUID() })
  const messageId = first.messageId ?? ''
  await feishu.reply({ messageId, content: { text: '收到' }, uuid: randomUUID() })
  await feishu.patch({ messageId, card: aCard('二') })
  const [card, reply] = await sandbox.control.messages('oc_branch', 'ou_anna')
  expect(JSON.stringify(card?.card)).toContain('二')
  expect(reply).toMatchObject({ text: '收到', parent_id: messageId })
})

test('a repeated uuid makes no second message, whether the platform tells the id, nothing or an error', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const letter = { to: toAnna, content: { text: '提醒' }, uuid: randomUUID() }
  const first = await feishu.send(letter)
  expect(await feishu.send(letter)).toEqual(first)
  await sandbox.control.switch({ name: 'uuidRepeat', value: 'no_id' })
  expect(await feishu.send(letter)).toEqual({ messageId: null })
  await sandbox.control.switch({ name: 'uuidRepeat', value: 'error' })
  expect(await failure(feishu.send(letter))).toMatchObject({ verdict: 'again', mayHaveHappened: true })
  const sends = (await sandbox.control.record()).filter((call) => call.api === 'send')
  expect(sends.filter((call) => call.effect === 'new')).toHaveLength(1)
})

test('a token that the platform has forgotten is fetched anew, once, and the call succeeds', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  await feishu.botInfo()
  await sandbox.control.fault({ kind: 'expiredTokens' })
  const { messageId } = await feishu.send({ to: toAnna, content: { text: '一' }, uuid: randomUUID() })
  expect(messageId).toMatch(/^om_/)
  const codes = (await sandbox.control.record()).filter(({ api }) => api === 'send').map(({ code }) => code)
  expect(codes).toEqual([99991663, 0])
})

test('a connection cut after the effect may have happened and is tried again', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  await sandbox.control.hold({ api: 'send', when: 'after', count: 1 })
  const sending = failure(feishu.send({ to: toAnna, content: { text: '一' }, uuid: randomUUID() }))
  const held = await expect
    .poll(() => sandbox.control.held())
    .toHaveLength(1)
    .then(() => sandbox.control.held())
  await sandbox.control.release(held[0]?.n ?? 0, 'cut')
  expect(await sending).toMatchObject({ verdict: 'again', mayHaveHappened: true, code: null })
})

test('without a token nothing can have happened', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using wrong = anEdge(sandbox.url, redis, { appSecret: 'other' })
  const letter = { to: toAnna, content: { text: '一' }, uuid: randomUUID() }
  expect(await failure(wrong.send(letter))).toMatchObject({
    code: 10015,
    verdict: 'admin',
    mayHaveHappened: false,
  })
  await using nowhere = anEdge('http://127.0.0.1:9', redis)
  expect(await failure(nowhere.send(letter))).toMatchObject({ verdict: 'again', mayHaveHappened: false })
})

test('a receiver who cannot be reached is given up', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const to = { type: 'chat', id: 'oc_other' } as const
  const error = await failure(feishu.send({ to, content: { text: '一' }, uuid: randomUUID() }))
  expect(error).toMatchObject({ code: 230002, verdict: 'giveUp', mayHaveHappened: false })
})

test('an id that would change the path is refused before anything is called', async () => {
  await using redis = await aRedisClient()
  const calls: CallEnd[] = []
  await using feishu = anEdge('http://127.0.0.1:9', redis, { onCall: (end) => calls.push(end) })
  const error = await failure(feishu.patch({ messageId: 'om_a/../../x', card: {} }))
  expect(error).toMatchObject({ verdict: 'giveUp', mayHaveHappened: false })
  expect(calls).toEqual([])
})

test('the look-ups know the bot, its groups, their people and names', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  expect(await feishu.botInfo()).toMatchObject({ openId: 'ou_bot', active: true })
  expect(await feishu.chats()).toEqual([{ chatId: 'oc_branch', name: '第十支部' }])
  expect((await feishu.chatMembers('oc_branch')).map(({ openId }) => openId)).toEqual(['ou_anna', 'ou_bo'])
  expect(await feishu.users(['ou_chen'])).toEqual([{ openId: 'ou_chen', name: '陈晨' }])
})

test('no words of a message and no secret reach the log', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  const { log, lines } = aLog()
  await using feishu = anEdge(sandbox.url, redis, { log })
  const content = { text: '请假原因：家事' }
  await failure(feishu.send({ to: { type: 'chat', id: 'oc_other' }, content, uuid: randomUUID() }))
  await using wrong = anEdge('http://127.0.0.1:9', redis, { log, appSecret: 'hidden-secret' })
  await failure(wrong.send({ to: toAnna, content, uuid: randomUUID() }))
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join('')).not.toMatch(/家事|hidden-secret|Bearer/)
})

test('what somebody wrote cannot become a mention of everybody', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const text = '<at user_id="all"></at> 大家好'
  await feishu.send({ to: toBranch, content: { text }, uuid: randomUUID() })
  const [call] = (await sandbox.control.record()).filter(({ api }) => api === 'send')
  expect(call?.content).not.toContain('<at')
})
