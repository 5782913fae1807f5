import { expect, test } from 'vitest'
import { expectSentOnce, openBots } from '../support/bots.ts'
import { ask, withRedis } from '../support/own-servers.ts'

const TOKEN = 'a token of a test, no secret'
test('letters that wait in a Redis that is emptied are enqueued again and sent once', async () => {
  await using bots = await openBots()
  const clock = await bots.start({ ZHIBU_ROLES: 'clock' })
  const waiting = () => withRedis(bots.redisUrl, (redis) => redis.keys('*:run-alarm:wait'))
  await expect.poll(waiting).toHaveLength(1)
  await withRedis(bots.redisUrl, (redis) => redis.flushdb())
  expect(await bots.sent()).toEqual([])
  const worker = await bots.start({ ZHIBU_ROLES: 'worker' })
  // Each began at the same moment of its own, so that the later one would find nothing due yet.
  await bots.moveTo('2026-11-23T07:51:00+08:00', [clock, worker])
  // A job is enqueued again after thirty seconds: in place of waiting, the rows are told that so long has passed.
  await ask(bots.databaseUrl, `update alarms_alarms set look_at = look_at - interval '30 seconds'`)
  await clock.ask()
  await expectSentOnce(bots, 6)
})

test('a running bot shows its figures to everybody and its queues to whoever holds the token', async () => {
  await using bots = await openBots()
  const bot = await bots.start({ ADMIN_TOKEN: TOKEN })
  await expectSentOnce(bots, 6)
  const figures = async () => (await fetch(`${bot.url}/metrics`)).text()
  expect(await figures()).toContain('zhibu_platform_calls_total{api="send",outcome="ok"} 6')
  // Messages are sent without it, and may be sent before it is there.
  await expect.poll(figures).toContain('zhibu_connection{state="connected"} 1')
  expect((await fetch(`${bot.url}/board/api/queues`)).status).toBe(401)
  const board = await fetch(`${bot.url}/board/api/queues`, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(await board.text()).toContain('digest-college')
})
