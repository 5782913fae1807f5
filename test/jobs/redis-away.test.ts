import { expect, test } from 'vitest'
import { z } from 'zod'
import { aRedisServer } from '../support/a-redis-server.ts'
import { expectSentOnce, messageWith, openBots } from '../support/bots.ts'

/** On Monday each branch’s secretary gets the branch’s own digest. */
const BRANCHES = 14

const Parts = z.record(z.string(), z.unknown())

async function soundness(url: string | null, path: string): Promise<[number, Record<string, unknown>]> {
  const answer = await fetch(`${url}${path}`)
  return [answer.status, Parts.parse(await answer.json())]
}

test('while Redis is away everything waits, the bot says so, and afterwards it goes on', async () => {
  await using redis = await aRedisServer()
  await using bots = await openBots()
  const bot = await bots.start({ REDIS_URL: redis.url, LOG_LEVEL: 'silent' })
  await expectSentOnce(bots, 6)
  await redis.stop()
  const away = [503, { loop: 'ok', database: 'ok', redis: 'away', connection: 'ok' }]
  await expect.poll(() => soundness(bot.url, '/ready')).toMatchObject(away)
  expect(await soundness(bot.url, '/health')).toEqual([200, { loop: 'ok', database: 'ok' }])

  const moved = bots.moveTo('2026-11-23T08:30:00+08:00', [bot])
  const message = await messageWith(bots, 'oc_fx_B10', '第四季度支部党员大会')
  const answer = await bots.sandbox.control.press({ as: 'ou_fx_0230', message, text: '参加' })
  expect(answer.toast?.['content']).toBe('已记录：您将参加。')
  expect(await bots.sent()).toHaveLength(6)

  await redis.start()
  await moved
  await expectSentOnce(bots, 7 + BRANCHES)
  await expect.poll(async () => (await soundness(bot.url, '/ready'))[0]).toBe(200)
})

test('a bot that is told to stop when Redis has just gone ends within ten seconds, and the next one goes on', async () => {
  await using redis = await aRedisServer()
  await using bots = await openBots()
  const first = await bots.start({ REDIS_URL: redis.url, LOG_LEVEL: 'silent' })
  await expectSentOnce(bots, 6)
  await redis.stop()
  const due = bots.moveTo('2026-11-23T08:30:00+08:00', [first])
  const asked = performance.now()
  await Promise.allSettled([first[Symbol.asyncDispose](), due])
  expect(performance.now() - asked).toBeLessThan(10_000)
  await redis.start()
  const next = await bots.start({ REDIS_URL: redis.url })
  await bots.moveTo('2026-11-23T08:30:00+08:00', [next])
  await expectSentOnce(bots, 7 + BRANCHES)
})
