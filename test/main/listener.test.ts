import { pino } from 'pino'
import { expect, test } from 'vitest'
import { readStartEnv } from '../../config/env.ts'
import { OpenId } from '../../src/ids.ts'
import { knowSelf, prepareEventSource } from '../../src/main/listener.ts'
import { openMetrics } from '../../src/web/metrics.ts'
import { partsOf } from '../../src/web/health.ts'
import { aPost } from '../support/post.ts'
import { APP } from '../support/sandbox.ts'

test('a bot that could not learn its own id at the start learns it once the platform answers', async () => {
  const openId = OpenId.parse('ou_zhibu')
  let isAway = true
  const botInfo = async () => {
    if (isAway) throw new Error('away')
    return { openId, name: '支部助手', active: true }
  }
  const self = knowSelf({ log: pino({ level: 'silent' }) }, { botInfo })
  await self.ask()
  expect(self.openId()).toBeNull()
  isAway = false
  await expect.poll(() => self.openId()).toBe(openId)
})

test.each([
  ['socket', {}],
  ['webhook', { FEISHU_ENCRYPT_KEY: 'key', FEISHU_VERIFICATION_TOKEN: 'token' }],
])(
  '%s: a process that chats is not ready before events can arrive, nor once it has stopped listening',
  async (events, keys) => {
    await using at = await aPost()
    using metrics = openMetrics()
    const { ctx } = at
    const env = readStartEnv({
      FEISHU_APP_ID: APP.app_id,
      FEISHU_APP_SECRET: APP.app_secret,
      FEISHU_DOMAIN: at.sandbox.url,
      FEISHU_EVENTS: events,
      ...keys,
    })
    const app = { appId: APP.app_id, appSecret: APP.app_secret, domain: at.sandbox.url, proxy: null }
    const source = prepareEventSource({ env, app, ctx, metrics, feishu: at.post.feishu })
    const redis = { set: async () => 'OK' }
    const { connection } = partsOf({ ctx, redis, state: source.state, pollAge: () => 0 })
    const isSound = async () => (await connection?.())?.isSound !== false
    expect(await isSound()).toBe(false)
    await source.open()
    await expect.poll(isSound).toBe(true)
    await source[Symbol.asyncDispose]()
    expect(await isSound()).toBe(false)
  },
)
