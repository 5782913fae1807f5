import { createServer } from 'node:http'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { openSandbox } from '../../support/sandbox.ts'
import type { HostedSandbox } from '../../support/hosted-sandbox.ts'
import { ONE_PIXEL, PHOTO_WITH_PLACE } from '../../support/photo.ts'
import { aLog, anEdge, aRedisClient, failure } from '../aids.ts'

const LARGEST = 10 * 1024 * 1024

/** Anna sends a picture into her chat with the bot. */
async function sends({ control }: HostedSandbox, bytes: Uint8Array) {
  const order = { as: 'ou_anna', chat: 'bot', name: '现场.jpg', type: 'image/jpeg', bytes }
  const { message_id: messageId } = await control.attach(order)
  const shown = await control.messages('bot', 'ou_anna')
  const key = shown.find(({ message_id }) => message_id === messageId)?.file?.['image_key'] ?? ''
  return { messageId, key, most: LARGEST }
}

/** A platform that answers every download with these bytes, and counts what it was asked. */
async function aPlatform(answer: { status: number; bytes: Buffer }) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const isToken = request.url?.includes('/auth/') === true
    const token = JSON.stringify({ code: 0, msg: 'ok', tenant_access_token: 't-1', expire: 7200 })
    response.writeHead(isToken ? 200 : answer.status, { 'content-type': 'application/octet-stream' })
    response.end(isToken ? token : answer.bytes)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, asked, [Symbol.asyncDispose]: close }
}

const sent = { messageId: 'om_1', key: 'img_1', most: LARGEST }

test('what somebody sent comes as it is, and a picture of the bot’s own gets a key of its own', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using feishu = anEdge(sandbox.url, redis)
  const original = await sends(sandbox, PHOTO_WITH_PLACE)
  expect(await feishu.download(original)).toEqual(PHOTO_WITH_PLACE)
  const key = await feishu.uploadImage(ONE_PIXEL)
  expect(key).not.toBe(original.key)
  const copy = Buffer.from(await (await fetch(`${sandbox.url}/control/file/${key}`)).arrayBuffer())
  expect(copy).toEqual(ONE_PIXEL)
})

test('a picture asked for with another message is refused, and no key reaches the log', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  const { log, lines } = aLog()
  await using feishu = anEdge(sandbox.url, redis, { log })
  const [one, other] = [await sends(sandbox, PHOTO_WITH_PLACE), await sends(sandbox, PHOTO_WITH_PLACE)]
  await feishu.download(one)
  const error = await failure(feishu.download({ ...one, messageId: other.messageId }))
  expect(error).toMatchObject({ code: 234003, verdict: 'giveUp' })
  for (const secret of [one.key, other.key]) expect(`${lines.join('')}${error.message}`).not.toContain(secret)
})

const answers = [
  { what: 'a picture beyond ten megabytes', bytes: Buffer.alloc(LARGEST + 1), code: 234037 },
  { what: 'a refusal', status: 400, bytes: Buffer.from('{"code":230110,"msg":"deleted"}'), code: 230110 },
  {
    what: 'a refusal with status 200',
    bytes: Buffer.from('{"code":99991400,"msg":"slow"}'),
    code: 99991400,
    verdict: 'again',
  },
  { what: 'a broken gateway', status: 502, bytes: Buffer.from('<html>'), code: null, verdict: 'again' },
]

test.each(answers)('$what is judged by its code', async (answer) => {
  const { status = 200, bytes, code, verdict = 'giveUp' } = answer
  await using platform = await aPlatform({ status, bytes })
  await using redis = await aRedisClient()
  await using feishu = anEdge(platform.url, redis)
  expect(await failure(feishu.download(sent))).toMatchObject({ code, verdict })
})

test('a key that would change the path is refused before anything is called', async () => {
  await using platform = await aPlatform({ status: 200, bytes: PHOTO_WITH_PLACE })
  await using redis = await aRedisClient()
  await using feishu = anEdge(platform.url, redis)
  const error = await failure(feishu.download({ ...sent, key: 'img_1/../../../x' }))
  expect([error.verdict, platform.asked]).toEqual(['giveUp', []])
})
