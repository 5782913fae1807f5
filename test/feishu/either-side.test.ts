import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderCard } from '../../src/feishu/cards/card.ts'
import type { Incoming } from '../../src/feishu/in/incoming.ts'
import type { Click } from '../../src/feishu/in/click.ts'
import { openSocket, type SocketOptions, type SocketState } from '../../src/feishu/in/socket.ts'
import type { Block } from '../../src/cards/card.ts'
import { openInside } from '../sandbox/inside.ts'
import { APP } from '../support/sandbox.ts'
import { aLog, anEdge, aRedisClient, failure } from './aids.ts'
import { silentListener } from '../support/silent-listener.ts'

type Sandbox = Awaited<ReturnType<typeof openInside>>

/** A connected bot that writes down what it hears. */
async function aBot({ url }: Sandbox, over: Partial<SocketOptions> = {}) {
  const heard: { clicks: Click[]; texts: string[]; states: SocketState[] } = {
    clicks: [],
    texts: [],
    states: [],
  }
  const socket = await openSocket({
    ...silentListener,
    appId: APP.app_id,
    appSecret: APP.app_secret,
    domain: url,
    log: aLog().log,
    botOpenId: () => APP.open_id,
    onClick: async (click) => {
      heard.clicks.push(click)
      return {}
    },
    onMessage: async ({ text }: Incoming) => void heard.texts.push(text),
    onState: (state) => heard.states.push(state),
    ...over,
  })
  await expect.poll(() => socket.state()).toMatch(/connected|failed/)
  return Object.assign(socket, heard)
}

const join = { text: '参加', style: 'primary', action: 'attendance.join', data: {} } as const
const form: Block = {
  kind: 'form',
  name: 'leave',
  fields: [
    {
      kind: 'select',
      name: 'category',
      label: '类别',
      placeholder: '请选择',
      required: false,
      options: [{ text: '公务', value: '公务' }],
    },
  ],
  submit: { ...join, text: '提交' },
}

/** A card of the bot in the branch's chat. */
async function aSentCard({ url }: Sandbox, blocks: Block[]): Promise<string> {
  await using redis = await aRedisClient()
  await using feishu = anEdge(url, redis)
  const card = renderCard({ title: '通知', tone: 'blue', summary: '通知', blocks }, { letter: 'letter-1' })
  const to = { type: 'chat', id: 'oc_branch' } as const
  return (await feishu.send({ to, content: { card }, uuid: randomUUID() })).messageId ?? ''
}

test.each(['us', 'ms'] as const)('a click stamped in %s is known to have been made now', async (value) => {
  await using sandbox = await openInside()
  const message = await aSentCard(sandbox, [{ kind: 'buttons', buttons: [join] }])
  await using bot = await aBot(sandbox)
  await sandbox.control.switch({ name: 'createTimeUnit', value })
  await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
  expect(bot.clicks[0]?.madeAt.toString()).toMatch(/^2026-11-23T01:0\d/)
})

test.each([
  ['empty', { category: '' }],
  ['absent', {}],
] as const)('a list that nobody touched is %s, and the form comes all the same', async (value, filled) => {
  await using sandbox = await openInside()
  const message = await aSentCard(sandbox, [form])
  await using bot = await aBot(sandbox)
  await sandbox.control.switch({ name: 'untouchedField', value })
  expect(await sandbox.control.press({ as: 'ou_bo', message, text: '提交' })).toEqual({})
  expect(bot.clicks).toMatchObject([{ value: { a: 'attendance.join' } }])
  expect(bot.clicks[0]?.form).toEqual(filled)
})

test.each(['one', 'several'] as const)('what comes in frames of %s is whole', async (value) => {
  await using sandbox = await openInside()
  const message = await aSentCard(sandbox, [{ kind: 'buttons', buttons: [join] }])
  await using bot = await aBot(sandbox)
  await sandbox.control.switch({ name: 'frameParts', value })
  const texts = Array.from({ length: 20 }, (_, n) => `第${n}次主题党日，实到二十一人`)
  await Promise.all(texts.map((text) => sandbox.control.say({ as: 'ou_bo', chat: 'bot', text })))
  expect(await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })).toEqual({})
  await expect.poll(() => bot.texts.toSorted()).toEqual(texts.toSorted())
  expect(bot.clicks).toHaveLength(1)
})

test.each(['200341', '200671'] as const)('nobody sees %s because our work failed', async (value) => {
  await using sandbox = await openInside()
  const message = await aSentCard(sandbox, [{ kind: 'buttons', buttons: [join] }])
  await using _bot = await aBot(sandbox, { onClick: () => Promise.reject(new Error('no database')) })
  await sandbox.control.switch({ name: 'throwCode', value })
  const outcome = await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
  expect(outcome).toEqual({ toast: { type: 'error', content: '刚才没有保存成功，请稍后重试。' } })
})

test.each([
  ['50', 'connected'],
  ['2', 'failed'],
] as const)('the third process of an app that may have %s connections is %s', async (value, state) => {
  await using sandbox = await openInside()
  await sandbox.control.switch({ name: 'maxConnections', value })
  await using _one = await aBot(sandbox)
  await using _two = await aBot(sandbox)
  await using three = await aBot(sandbox)
  expect(three.state()).toBe(state)
})

test.each(['230013', '230029'] as const)('who is gone is unreachable, also as %s', async (value) => {
  await using sandbox = await openInside()
  await sandbox.control.switch({ name: 'resignedReceiver', value })
  await sandbox.control.person({ open_id: 'ou_bo', gone: true })
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const to = { type: 'person', id: 'ou_bo' } as const
  const error = await failure(feishu.send({ to, content: { text: '您好' }, uuid: randomUUID() }))
  expect(error).toMatchObject({ code: Number(value), verdict: 'giveUp' })
})

test('a half-open connection is left for a new one, and what was lost on it comes again', async () => {
  await using sandbox = await openInside()
  const pace = { pingInterval: 400, pingTimeout: 200, reconnectInterval: 200, reconnectNonce: 0 }
  await using bot = await aBot(sandbox, { pace })
  await sandbox.control.fault({ kind: 'halfOpen' })
  await sandbox.control.say({ as: 'ou_anna', chat: 'bot', text: '待办' })
  await expect.poll(() => bot.states).toEqual(['connected', 'reconnecting', 'connected'])
  await expect.poll(async () => (await sandbox.control.events())[0]?.next).toBeDefined()
  await sandbox.control.clock((await sandbox.control.state()).offsetMs + 20_000)
  await expect.poll(() => bot.texts).toEqual(['待办'])
})
