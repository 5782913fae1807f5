import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { FeishuError } from '../../src/feishu/errors.ts'
import { refused } from '../../src/feishu/errors.ts'
import { rule } from '../../src/feishu/error-codes.ts'
import { anEdge, aRedisClient, failure } from './aids.ts'

test.each([
  ['five a second to one chat', 230020, 'again'],
  ['the gateway’s limit', 99991400, 'again'],
  ['a message that is being sent', 230049, 'again'],
  ['a bot outside the group', 230002, 'giveUp'],
  ['a person out of reach', 230013, 'giveUp'],
  ['a person who stopped the bot', 230053, 'giveUp'],
  ['a person who left', 230029, 'giveUp'],
  ['an unknown receiver', 230034, 'giveUp'],
  ['an unknown open_id', 99992351, 'giveUp'],
  ['a card that is refused', 230099, 'giveUp'],
  ['a card older than 14 days', 230031, 'giveUp'],
  ['a message that was recalled', 230011, 'giveUp'],
  ['an unknown code of the message service', 230999, 'giveUp'],
  ['an unknown code of anything else', 12345, 'again'],
  ['a scope that is missing', 99991672, 'admin'],
  ['a wrong secret', 10015, 'admin'],
  ['an unknown app', 10014, 'admin'],
  ['the month’s quota', 99991403, 'admin'],
] as const)('%s (%i) is judged: %3$s', (_name, code, verdict) => {
  expect(rule(code).verdict).toBe(verdict)
})

test('what needs an administrator comes with a cure', () => {
  expect(rule(99991672).cure).toContain('权限管理')
  expect(refused('send', { code: 10015, msg: '' }).cure).toContain('FEISHU_APP_SECRET')
})

test('only a message that is being sent may have happened among all refusals', () => {
  expect(refused('send', { code: 230049, msg: '' }).mayHaveHappened).toBe(true)
  expect(refused('send', { code: 230020, msg: '' }).mayHaveHappened).toBe(false)
  expect(refused('send', { code: 12345, msg: '' }).mayHaveHappened).toBe(false)
})

test('what the platform quotes from a card does not enter the message of an error', () => {
  const msg = 'Failed to create card content, ext=ErrCode: 200621; ErrorValue: 张三请病假'
  expect(refused('send', { code: 230099, msg }).message).not.toContain('张三')
})

test('a gateway’s web page instead of an answer may hide a message that was sent', async () => {
  const error = await failureAt((response) => response.writeHead(502).end('<html>bad gateway</html>'))
  expect(error).toMatchObject({ verdict: 'again', mayHaveHappened: true, status: 502, code: null })
  const page = await failureAt((response) => response.writeHead(200).end('<html>please log in</html>'))
  expect(page).toMatchObject({ verdict: 'again', mayHaveHappened: true, status: 200 })
})

test('a code other than 0 is an error even under HTTP 200', async () => {
  const error = await failureAt((response) => response.end(JSON.stringify({ code: 230002, msg: 'outside' })))
  expect(error).toMatchObject({ code: 230002, verdict: 'giveUp', status: 200 })
})

test('an answer that never comes is given up in time', async () => {
  expect(await failureAt(() => undefined)).toMatchObject({
    verdict: 'again',
    mayHaveHappened: true,
    status: null,
  })
})

test('the gateway’s limit waits as long as its header says, and so does everybody else', async () => {
  await using redis = await aRedisClient()
  await using server = await aPlatform((response) =>
    response
      .writeHead(429, { 'x-ogw-ratelimit-reset': '7' })
      .end(JSON.stringify({ code: 99991400, msg: 'limit' })),
  )
  await using feishu = anEdge(server.url, redis)
  const error = await failure(
    feishu.send({ to: { type: 'person', id: 'ou_a' }, content: { text: '一' }, uuid: 'u1' }),
  )
  expect(error).toMatchObject({ code: 99991400, verdict: 'again', waitMs: 7000, mayHaveHappened: false })
  expect(await feishu.budget.take({ api: 'send' })).toBeGreaterThan(6000)
})

test('while the month’s quota is used up, one call in a minute asks for all', async () => {
  await using redis = await aRedisClient()
  await using server = await aPlatform((response) =>
    response.writeHead(400).end(JSON.stringify({ code: 99991403, msg: 'exceeded' })),
  )
  await using feishu = anEdge(server.url, redis)
  const error = await failure(
    feishu.send({ to: { type: 'person', id: 'ou_a' }, content: { text: '一' }, uuid: 'u1' }),
  )
  expect(error).toMatchObject({ code: 99991403, verdict: 'admin', mayHaveHappened: false })
  expect(await feishu.budget.take({ api: 'send' })).toBeGreaterThan(50_000)
})

test('a look-up that gets no turn gives up after five seconds, and says that nothing was called', async () => {
  await using redis = await aRedisClient()
  await using server = await aPlatform((response) => response.end('{"code":0}'))
  await using feishu = anEdge(server.url, redis)
  await feishu.budget.penalise('chats', 60_000)
  expect(await failure(feishu.chats())).toMatchObject({ verdict: 'again', mayHaveHappened: false })
})

test('a list that breaks off is a failure, never a shorter list', async () => {
  await using redis = await aRedisClient()
  const page = {
    code: 0,
    data: { items: [{ chat_id: 'oc_1', name: '一' }], has_more: true, page_token: 'p' },
  }
  await using server = await aPlatform((response) => response.end(JSON.stringify(page)))
  await using feishu = anEdge(server.url, redis)
  expect(await failure(feishu.chats())).toMatchObject({ verdict: 'again' })
})

async function failureAt(answer: (response: ServerResponse) => void): Promise<FeishuError> {
  await using redis = await aRedisClient()
  await using server = await aPlatform(answer)
  await using feishu = anEdge(server.url, redis, { timeoutMs: 500 })
  return await failure(
    feishu.send({ to: { type: 'person', id: 'ou_a' }, content: { text: '一' }, uuid: 'u1' }),
  )
}

/** A platform that hands out a token and then answers as told. */
async function aPlatform(
  answer: (response: ServerResponse) => unknown,
): Promise<AsyncDisposable & { url: string }> {
  const token = JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: 't-1', expire: 7200 })
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.url?.includes('tenant_access_token')) response.end(token)
    else answer(response)
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // a TCP server has such an address
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close }
}
