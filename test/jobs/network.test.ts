import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCollege } from '../../config/college.ts'
import { readStartEnv } from '../../config/env.ts'
import { type Bot, type BotLimits, openBot } from '../../src/main/bot.ts'
import { openWallClock } from '../../src/main/clock.ts'
import { openLog } from '../../src/main/log.ts'
import { aTunnel } from '../support/a-tunnel.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { type Pair, aPrimaryWithStandby } from '../support/a-standby.ts'
import { type Bots, openBots, openWorld } from '../support/bots.ts'
import { ask, withRedis } from '../support/own-servers.ts'
import { aProxy, placeOf, type TcpProxy, through } from '../support/proxy.ts'

/** The daily limits by a tenth, so that nobody waits here. */
const SHORT: BotLimits = {
  db: { connectMs: 1_000, statementMs: 1_200, answerMs: 1_500 },
  redis: { connectMs: 500, silenceMs: 1_500, blockMs: 500 },
  callMs: 1_000,
  pace: { pingInterval: 1_000, pingTimeout: 500, reconnectInterval: 500, reconnectNonce: 0 },
}
type Proxies = Record<'postgres' | 'redis' | 'platform', TcpProxy>
let stage: AsyncDisposableStack
let bots: Bots
let bot: Bot
let records: Pair
let proxies: Proxies
let people: string[]

/** A bot that reaches each of its three servers by way of a proxy. */
beforeAll(async () => {
  stage = new AsyncDisposableStack()
  bots = stage.use(await openBots())
  records = stage.use(await aPrimaryWithStandby())
  const tunnel = stage.use(await aTunnel())
  const proxied = async (url: string) => stage.use(await aProxy(placeOf(url)))
  const [postgres, redis] = [await proxied(records.primaryUrl), await proxied(bots.redisUrl)]
  proxies = { postgres, redis, platform: await proxied(tunnel.url) }
  const env = readStartEnv({
    ...bots.variables,
    DATABASE_URL: through(postgres, records.primaryUrl),
    REDIS_URL: through(redis, bots.redisUrl),
    // This machine by a name that is reached by way of a proxy.
    FEISHU_DOMAIN: bots.sandbox.url.replace('127.0.0.1', '0.0.0.0'),
    HTTP_PROXY: `127.0.0.1:${proxies.platform.port}`,
    LOG_LEVEL: 'silent',
  })
  bot = stage.use(await openBot({ env, wallClock: openWallClock(), log: openLog('silent'), limits: SHORT }))
  const loaded = await loadCollege('config/demo/college.yaml')
  people = loaded.ok ? loaded.college.members.flatMap(({ openId }) => openId ?? []) : []
})

afterAll(() => stage.disposeAsync())

/** People ask the bot until one is answered, by way of records, queue and platform; then it is ready too. */
async function expectAnswer({ control } = bots.sandbox): Promise<void> {
  const asked: string[] = []
  const isAnswered = async () => {
    const as = people.pop() ?? ''
    asked.push(as)
    await control.say({ as, chat: 'bot', text: '帮助' })
    const seen = await Promise.all(asked.map((one) => control.messages('bot', one)))
    return seen.some((messages) => messages.length > 1)
  }
  await expect.poll(isAnswered, { interval: 500 }).toBe(true)
  await expect.poll(readiness).toBe(200)
}

async function readiness(): Promise<number> {
  return (await fetch(`${bot.url}/ready`)).status
}

for (const name of ['postgres', 'redis', 'platform'] as const) {
  test(`${name}: the bot recovers by itself from connections that are half-open, cut or silent for a while`, async () => {
    await expectAnswer()
    proxies[name].freeze()
    await expectAnswer()
    proxies[name].drop()
    await expectAnswer()
    // The platform's silence costs its calls ten seconds each.
    if (name === 'platform') return
    proxies[name].freezeAll()
    await expect.poll(readiness).toBe(503)
    proxies[name].thaw()
    await expectAnswer()
  })
}

/** How many processes those records know to be alive. */
const alive = (url: string) =>
  ask(url, `select count(*)::int from pg_stat_activity where application_name ~ '^zhibu [0-9]+$'`)
const saysReady = async () => (await fetch(`${bot.url}/ready`)).json()

test('postgres: an address that leads to a standby, back, and to the standby that took over', async () => {
  await expectAnswer()
  proxies.postgres.redirect(placeOf(records.standbyUrl))
  proxies.postgres.drop()
  await expect.poll(saysReady).toMatchObject({ database: 'read-only' })
  // What is open stays with the standby, which answers and takes no write.
  proxies.postgres.redirect(placeOf(records.primaryUrl))
  await expectAnswer()
  await expect.poll(() => alive(records.primaryUrl)).toBe(1)
  await records.failOver()
  proxies.postgres.redirect(placeOf(records.standbyUrl))
  await expectAnswer()
  await expect.poll(() => alive(records.standbyUrl)).toBe(1)
})

test('redis: an address that leads to a replica, and then to another server, which is empty', async () => {
  await using replica = await aRedisServer()
  await using other = await aRedisServer()
  await expectAnswer()
  await withRedis(replica.url, (client) => client.replicaof('127.0.0.1', 9))
  proxies.redis.redirect(placeOf(replica.url))
  proxies.redis.drop()
  await expect.poll(saysReady).toMatchObject({ redis: 'away' })
  proxies.redis.redirect(placeOf(other.url))
  await expectAnswer()
  proxies.redis.redirect(placeOf(bots.redisUrl))
  proxies.redis.drop()
})

test('platform: calls and the long connection go to another instance, which knows nothing of the one before', async () => {
  await using other = await openWorld()
  await using tunnel = await aTunnel(new URL(other.url).host)
  await expectAnswer()
  proxies.platform.redirect(placeOf(tunnel.url))
  proxies.platform.drop()
  await expectAnswer(other)
})
