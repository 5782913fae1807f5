import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { aWebhook, REFUSED } from './a-webhook.ts'
import { aMessage, aRequest, KEY, NOW, signed, TOKEN } from './envelopes.ts'

test('nothing is believed that is not signed with our key, over these bytes', async () => {
  await using hook = await aWebhook()
  const { body, headers } = aRequest(aMessage('您好'))
  const { body: other } = aRequest(aMessage('再见'))
  const { 'x-lark-signature': signature = '', ...unsigned } = headers
  const forged = [
    { body, headers: unsigned },
    { body, headers: { ...headers, 'x-lark-signature': '' } },
    { body, headers: { ...headers, 'x-lark-signature': signature.toUpperCase() } },
    { body, headers: { ...headers, 'x-lark-request-nonce': 'other' } },
    { body: other, headers },
    { body: Buffer.concat([body, Buffer.from(' ')]), headers },
    aRequest(aMessage('您好'), { key: 'another key' }),
    aRequest(aMessage('您好'), { key: 'another key', seal: false }),
  ]
  for (const request of forged) expect(await hook.post(request)).toEqual(REFUSED)
  expect(hook.heard).toEqual([])
})

test('a message with another token is not believed, sealed or plain', async () => {
  await using hook = await aWebhook()
  for (const seal of [true, false])
    expect(await hook.post(aRequest(aMessage('您好', 'guessed'), { seal }))).toEqual(REFUSED)
  expect(hook.heard).toEqual([])
})

test('a timestamp is believed as long as a retry of the platform may take, and five minutes ahead', async () => {
  await using hook = await aWebhook()
  const at = (minutes: number) => `${NOW.epochMilliseconds / 1_000 + minutes * 60}`
  for (const timestamp of [at(-8 * 60 - 1), at(5.1), 'yesterday', ''])
    expect(await hook.post(aRequest(aMessage('您好'), { timestamp }))).toEqual(REFUSED)
  for (const timestamp of [at(-7 * 60 - 6), at(4.9)])
    expect(await hook.post(aRequest(aMessage('您好'), { timestamp }))).toEqual([200, {}])
})

test('of twenty copies of one request one is believed, and none a day later', async () => {
  await using hook = await aWebhook()
  const request = aRequest(aMessage('您好'))
  const answers = await Promise.all(Array.from({ length: 20 }, () => hook.post(request)))
  expect(answers.filter(([status]) => status === 200)).toHaveLength(1)
  expect(answers.filter(([status]) => status === 401)).toHaveLength(19)
  hook.clock.now = NOW.add({ hours: 24 })
  expect(await hook.post(request)).toEqual(REFUSED)
  expect(hook.heard).toHaveLength(1)
})

test('a digit moved from the nonce to the timestamp makes no new request', async () => {
  await using hook = await aWebhook()
  const request = aRequest(aMessage('您好'), { nonce: '123abc' })
  expect(await hook.post(request)).toEqual([200, {}])
  const timestamp = `${request.headers['x-lark-request-timestamp']}123`
  const moved = { 'x-lark-request-timestamp': timestamp, 'x-lark-request-nonce': 'abc' }
  expect(await hook.post({ ...request, headers: { ...request.headers, ...moved } })).toEqual(REFUSED)
})

test('what is not JSON, not sealed with our key, or no event is refused like any other forgery', async () => {
  await using hook = await aWebhook()
  const junk = [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{}',
    '{"encrypt":1}',
    '{"encrypt":""}',
    '{"encrypt":"AAAA"}',
  ]
  const blocks = [`{"encrypt":"${Buffer.alloc(16).toString('base64')}"}`, `{"encrypt":"${'A'.repeat(64)}"}`]
  const hello = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}'
  const odd = JSON.stringify({ header: 1, token: TOKEN })
  for (const text of [...junk, ...blocks, hello, odd])
    expect(await hook.post(signed(text)), text).toEqual(REFUSED)
})

test('a body of more than a megabyte is not even read', async () => {
  await using hook = await aWebhook()
  const { hostname, port } = new URL(hook.url)
  const socket = connect(Number(port), hostname)
  socket.write('POST /feishu/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1048577\r\n\r\n')
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1.1 413 /)
  socket.destroy()
  expect(await hook.post(aRequest(aMessage('大'.repeat(200_000))))).toEqual([200, {}])
})

test('the log says why a request was refused, and neither key, token nor what it held', async () => {
  await using hook = await aWebhook()
  await hook.post(aRequest(aMessage('秘密', 'guessed')))
  await hook.post(aRequest(aMessage('秘密'), { timestamp: '1' }))
  const log = hook.lines.join('')
  expect(log).toContain('wrong token')
  expect(log).toContain('stale')
  for (const secret of [KEY, TOKEN, 'guessed', '秘密']) expect(log).not.toContain(secret)
})
