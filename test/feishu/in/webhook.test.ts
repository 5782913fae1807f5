import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import * as Lark from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { aWebhook, REFUSED } from './a-webhook.ts'
import { aChallenge, aClick, aMessage, anEvent, aRequest, NOW, TOKEN } from './envelopes.ts'

const DAY_LATER = NOW.add({ hours: 24 })

test('the cipher that is used opens the platform’s own example', () => {
  const cipher = new Lark.AESCipher('test key')
  expect(cipher.decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world')
})

test('a challenge is answered with itself, signed or not, sealed or plain', async () => {
  await using hook = await aWebhook()
  const content = { 'content-type': 'application/json' }
  for (const seal of [true, false]) {
    const { body, headers } = aRequest(aChallenge(), { seal })
    expect(await hook.post({ body, headers })).toEqual([200, { challenge: 'c-1' }])
    expect(await hook.post({ body, headers: content })).toEqual([200, { challenge: 'c-1' }])
  }
})

test('a challenge with another token is not answered, sealed or plain', async () => {
  await using hook = await aWebhook()
  for (const seal of [true, false])
    expect(await hook.post(aRequest(aChallenge('guessed'), { seal }))).toEqual(REFUSED)
})

test('a message is heard, and what travels sealed keeps every character', async () => {
  await using hook = await aWebhook()
  expect(await hook.post(aRequest(aMessage('周报𠮷👍')))).toEqual([200, {}])
  expect(hook.heard).toMatchObject([{ messageId: 'om_1', openId: 'ou_anna', text: '周报𠮷👍' }])
})

test('a click comes with its person and its button, and its answer is the body', async () => {
  await using hook = await aWebhook()
  const answer = [200, { toast: { type: 'success', content: '已登记' } }]
  expect(await hook.post(aRequest(aClick()))).toEqual(answer)
  expect(hook.clicks).toMatchObject([{ eventId: 'e-1', openId: 'ou_anna', value: { a: 'join' } }])
})

test('a body that somebody wrote over several lines is believed, for its bytes are signed', async () => {
  await using hook = await aWebhook()
  for (const seal of [true, false])
    expect(await hook.post(aRequest(aMessage('您好'), { pretty: true, seal }))).toEqual([200, {}])
  expect(hook.heard).toHaveLength(2)
})

test('a character may be split between two packets', async () => {
  await using hook = await aWebhook()
  const { body, headers } = aRequest(aMessage('周报'), { seal: false })
  const { hostname, port } = new URL(hook.url)
  const socket = connect(Number(port), hostname)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `POST /feishu/events HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n${lines.join('')}\r\n`
  socket.setNoDelay(true)
  socket.write(head)
  // One byte a packet: no character of several bytes arrives whole.
  for (const byte of body) await new Promise((written) => socket.write(Buffer.of(byte), written))
  const [answer] = await once(socket, 'data')
  socket.destroy()
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /)
  expect(hook.heard[0]?.text).toBe('周报')
})

test('a crowd of twenty redeliveries, each a request of its own, is believed twenty times', async () => {
  await using hook = await aWebhook()
  const answers = await Promise.all(Array.from({ length: 20 }, () => hook.post(aRequest(aMessage('您好')))))
  expect(answers).toEqual(Array.from({ length: 20 }, () => [200, {}]))
  hook.clock.now = DAY_LATER
  const timestamp = `${DAY_LATER.epochMilliseconds / 1_000}`
  expect(await hook.post(aRequest(aMessage('您好'), { timestamp }))).toEqual([200, {}])
  expect(new Set(hook.heard.map(({ messageId }) => messageId))).toEqual(new Set(['om_1']))
})

test('a message that could not be stored is answered 500, and the very same request may come again', async () => {
  let fails = true
  await using hook = await aWebhook({
    onMessage: async () => {
      if (fails) throw new Error('no database')
    },
  })
  const request = aRequest(aMessage('您好'))
  expect(await hook.post(request)).toEqual([500, {}])
  fails = false
  expect(await hook.post(request)).toEqual([200, {}])
  expect(await hook.post(request)).toEqual(REFUSED)
})

test('a click whose work fails is answered with a toast that asks to try again', async () => {
  await using hook = await aWebhook({ onClick: () => Promise.reject(new Error('no database')) })
  const toast = { type: 'error', content: '刚才没有保存成功，请稍后重试。' }
  expect(await hook.post(aRequest(aClick()))).toEqual([200, { toast }])
})

test('an event that nobody here knows is acknowledged, whatever it is called', async () => {
  await using hook = await aWebhook()
  for (const type of ['im.chat.updated_v1', 'constructor', ''])
    expect(await hook.post(aRequest(anEvent(type, {})))).toEqual([200, {}])
  expect(await hook.post(aRequest({ type: 'event_callback', token: TOKEN, event: {} }))).toEqual([200, {}])
})

test('a click that is being worked on is answered before the server closes', async () => {
  const started = Promise.withResolvers<void>()
  const work = Promise.withResolvers<void>()
  const hook = await aWebhook({
    onClick: async () => {
      started.resolve()
      await work.promise
      return { toast: { type: 'success', content: '已登记' } }
    },
  })
  const click = hook.post(aRequest(aClick()))
  await started.promise
  const closing = hook.close()
  // Time enough to close, if nobody cared for the click.
  for (let turn = 0; turn < 100; turn += 1) await nextTurn()
  work.resolve()
  expect(await click).toMatchObject([200, { toast: { content: '已登记' } }])
  await closing
})
