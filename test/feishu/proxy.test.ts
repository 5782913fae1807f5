import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { heartbeatTo } from '../../src/main/heartbeat.ts'
import { openSocket } from '../../src/feishu/in/socket.ts'
import { aListener } from '../support/a-listener.ts'
import { aTunnel } from '../support/a-tunnel.ts'
import { silentListener } from '../support/silent-listener.ts'
import { APP, openSandbox } from '../support/sandbox.ts'
import { aLog, anEdge, aRedisClient } from './aids.ts'

test('behind an outgoing proxy calls and the long connection go through it, and what is said is heard', async () => {
  await using sandbox = await openSandbox()
  await using redis = await aRedisClient()
  await using tunnel = await aTunnel()
  await using feishu = anEdge(sandbox.url, redis, { proxy: tunnel.url })
  await feishu.send({ to: { type: 'person', id: 'ou_bo' }, content: { text: '一' }, uuid: randomUUID() })
  const calls = tunnel.asked.length
  expect(calls).toBeGreaterThan(0)
  const heard: string[] = []
  await using socket = await openSocket({
    ...silentListener,
    appId: APP.app_id,
    appSecret: APP.app_secret,
    domain: sandbox.url,
    proxy: tunnel.url,
    log: aLog().log,
    onMessage: async ({ text }) => void heard.push(text ?? ''),
  })
  await expect.poll(() => socket.state()).toBe('connected')
  // One for the endpoint, one for the connection itself.
  expect(tunnel.asked.length).toBeGreaterThanOrEqual(calls + 1)
  await sandbox.control.say({ as: 'ou_bo', chat: 'bot', text: '收到' })
  await expect.poll(() => heard).toEqual(['收到'])
  await tunnel[Symbol.asyncDispose]()
  await expect.poll(() => socket.state()).not.toBe('connected')
})

test('the heartbeat goes through the proxy too', async () => {
  await using tunnel = await aTunnel()
  const beats: string[] = []
  await using hook = await aListener(({ url }) => void beats.push(url ?? ''))
  const { log } = aLog()
  const proxies = { https: null, http: tunnel.url, except: [] }
  const port = new URL(hook.url).port
  // This machine by a name that is not known to be it.
  const url = `http://0.0.0.0:${port}/beat`
  await heartbeatTo({ url, parts: {}, proxies, log })()
  expect([beats, tunnel.asked]).toEqual([['/beat'], [`0.0.0.0:${port}`]])
})
