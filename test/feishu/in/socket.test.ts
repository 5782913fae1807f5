import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderCard } from '../../../src/feishu/cards/card.ts'
import type { Click } from '../../../src/feishu/in/click.ts'
import type { Incoming } from '../../../src/feishu/in/incoming.ts'
import {
  openSocket,
  type Socket,
  type SocketOptions,
  type SocketState,
} from '../../../src/feishu/in/socket.ts'
import { launchSandbox } from '../../../src/sandbox/launch.ts'
import { silentListener } from '../../support/silent-listener.ts'
import { APP, aWorld, openSandbox } from '../../support/sandbox.ts'
import { aLog, anEdge, aRedisClient } from '../aids.ts'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>
type Heard = { clicks: Click[]; messages: Incoming[]; states: SocketState[] }

/** A connected socket that writes down what it hears. */
async function aSocket(url: string, over: Partial<SocketOptions> = {}): Promise<Socket & { heard: Heard }> {
  const heard: Heard = { clicks: [], messages: [], states: [] }
  const socket = await openSocket({
    appId: APP.app_id,
    appSecret: APP.app_secret,
    domain: url,
    log: aLog().log,
    ...silentListener,
    botOpenId: () => APP.open_id,
    onClick: async (click) => {
      heard.clicks.push(click)
      return {}
    },
    onMessage: async (message) => void heard.messages.push(message),
    onState: (state) => heard.states.push(state),
    ...over,
  })
  await expect.poll(() => socket.state()).toBe('connected')
  return Object.assign(socket, { heard })
}

async function aSentCard(sandbox: Sandbox): Promise<{ message: string; card: object }> {
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const button = {
    text: '参加',
    style: 'primary',
    action: 'attendance.join',
    data: { meeting: 'A047' },
  } as const
  const card = renderCard(
    { title: '通知', tone: 'blue', summary: '通知', blocks: [{ kind: 'buttons', buttons: [button] }] },
    { letter: 'letter-1' },
  )
  const to = { type: 'chat', id: 'oc_branch' } as const
  const { messageId } = await feishu.send({ to, content: { card }, uuid: randomUUID() })
  return { message: messageId ?? '', card }
}

test('a click comes with its person, its moment and its button, and its answer updates the card', async () => {
  await using sandbox = await openSandbox()
  const { message } = await aSentCard(sandbox)
  const updated = renderCard(
    { title: '已参加', tone: 'green', summary: '', blocks: [] },
    { letter: 'letter-1' },
  )
  const clicks: Click[] = []
  await using _socket = await aSocket(sandbox.url, {
    onClick: async (click) => {
      clicks.push(click)
      return { toast: { type: 'success', content: '已登记' }, card: updated }
    },
  })
  const outcome = await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
  expect(outcome).toMatchObject({ toast: { type: 'success', content: '已登记' }, card: updated })
  expect(clicks).toMatchObject([{ openId: 'ou_bo', messageId: message, chatId: 'oc_branch', form: {} }])
  expect(clicks[0]?.value).toEqual({ a: 'attendance.join', l: 'letter-1', meeting: 'A047' })
  expect(clicks[0]?.madeAt.toString()).toMatch(/^2026-11-23T01:00:\d\d/)
})

test('a click whose work fails is answered with a toast that asks to try again', async () => {
  await using sandbox = await openSandbox()
  const { message } = await aSentCard(sandbox)
  await using _socket = await aSocket(sandbox.url, {
    onClick: () => Promise.reject(new Error('no database')),
  })
  const outcome = await sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
  expect(outcome).toMatchObject({ toast: { type: 'error', content: '刚才没有保存成功，请稍后重试。' } })
})

test('a message in a group is heard without the mention of the bot that it needs', async () => {
  await using sandbox = await openSandbox()
  await using socket = await aSocket(sandbox.url)
  const text = '@支部助手 主题党日已开，实到21人'
  const { message_id: messageId } = await sandbox.control.say({ as: 'ou_anna', chat: 'oc_branch', text })
  await expect.poll(() => socket.heard.messages).toHaveLength(1)
  expect(socket.heard.messages[0]).toMatchObject({
    messageId,
    chatId: 'oc_branch',
    chatType: 'group',
    openId: 'ou_anna',
    type: 'text',
    text: '主题党日已开，实到21人',
    mentionsBot: true,
  })
})

test('a direct message needs no mention, and a reply says what it replies to', async () => {
  await using sandbox = await openSandbox()
  const { message } = await aSentCard(sandbox)
  await using socket = await aSocket(sandbox.url)
  await sandbox.control.say({ as: 'ou_anna', chat: 'bot', text: '待办' })
  const text = '@支部助手 已开'
  await sandbox.control.say({ as: 'ou_anna', chat: 'oc_branch', text, reply_to: message })
  await expect.poll(() => socket.heard.messages).toHaveLength(2)
  expect(socket.heard.messages.find(({ chatType }) => chatType === 'p2p')).toMatchObject({
    text: '待办',
    mentionsBot: false,
  })
  expect(socket.heard.messages.find(({ chatType }) => chatType === 'group')).toMatchObject({
    parentId: message,
  })
})

test('a message that could not be stored is delivered again', async () => {
  await using sandbox = await openSandbox()
  const heard: string[] = []
  await using _socket = await aSocket(sandbox.url, {
    onMessage: async ({ text }) => {
      heard.push(text)
      if (heard.length === 1) throw new Error('no database')
    },
  })
  await sandbox.control.say({ as: 'ou_anna', chat: 'bot', text: '待办' })
  await expect.poll(() => heard).toHaveLength(1)
  await sandbox.control.clock(20_000)
  await expect.poll(() => heard).toEqual(['待办', '待办'])
})

test('a connection that is cut comes back', async () => {
  await using sandbox = await openSandbox()
  await using socket = await aSocket(sandbox.url)
  await sandbox.control.cut()
  await expect.poll(() => socket.heard.states).toEqual(['connected', 'reconnecting', 'connected'])
})

test('a click that is being worked on is answered before the connection closes', async () => {
  await using sandbox = await openSandbox()
  const { message } = await aSentCard(sandbox)
  const started = Promise.withResolvers<void>()
  const work = Promise.withResolvers<void>()
  const socket = await aSocket(sandbox.url, {
    onClick: async () => {
      started.resolve()
      await work.promise
      return { toast: { type: 'success', content: '已登记' } }
    },
  })
  const press = sandbox.control.press({ as: 'ou_bo', message, text: '参加' })
  await started.promise
  const closing = socket[Symbol.asyncDispose]()
  work.resolve()
  await closing
  expect(await press).toMatchObject({ toast: { content: '已登记' } })
})

test('a half-open connection is noticed by its silence, and whoever asks is told of every answer to a ping', async () => {
  // Stopped for a while, its process holds no other sandbox.
  const launch = { world: aWorld(), port: 0, page: false, hasTimeController: false }
  await using sandbox = await launchSandbox(launch)
  const pace = { pingInterval: 400, pingTimeout: 200, reconnectInterval: 200, reconnectNonce: 0 }
  let pongs = 0
  const onPong = () => {
    pongs += 1
  }
  await using socket = await aSocket(sandbox.url, { pace, onPong })
  await expect.poll(() => pongs).toBeGreaterThan(2)
  sandbox.child.kill('SIGSTOP')
  const before = pongs
  try {
    await expect.poll(() => socket.state()).toBe('reconnecting')
    expect(pongs - before).toBeLessThan(2)
  } finally {
    sandbox.child.kill('SIGCONT')
  }
  await expect.poll(() => socket.state()).toBe('connected')
})

test('an app id that the SDK would silently refuse is refused aloud', async () => {
  await expect(aSocket('http://127.0.0.1:9', { appId: 'cli_x' })).rejects.toThrow(/FEISHU_APP_ID/)
})
