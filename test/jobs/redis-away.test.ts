import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { expectSentOnce, messageWith, openBots } from '../support/bots.ts'
import { withRedis } from '../support/own-servers.ts'

const PATIENCE = { timeout: 30_000 }
const Parts = z.record(z.string(), z.string())

/** A Redis that this test may empty and stop; started again it comes back at the same place, empty. */
async function aRedisOfOurOwn() {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-redis-'))
  const socket = join(folder, 'redis.sock')
  const url = `unix:${socket}`
  let child: ChildProcess | undefined
  const isThere = () => withRedis(url, (redis) => redis.ping()).catch(() => null)
  async function start(): Promise<void> {
    child = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', ''], { stdio: 'ignore' })
    await expect.poll(isThere, PATIENCE).toBe('PONG')
  }
  async function stop(): Promise<void> {
    if (child === undefined) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    child = undefined
  }
  await start()
  const dispose = async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url, start, stop, [Symbol.asyncDispose]: dispose }
}

async function soundness(url: string | null, path: string): Promise<[number, Record<string, string>]> {
  const answer = await fetch(`${url}${path}`)
  return [answer.status, Parts.parse(await answer.json())]
}

test('while Redis is away everything waits, the bot says so, and afterwards it goes on', async () => {
  await using redis = await aRedisOfOurOwn()
  await using bots = await openBots()
  const bot = await bots.start({ REDIS_URL: redis.url, LOG_LEVEL: 'silent' })
  await expectSentOnce(bots, 6)
  await redis.stop()
  const away = [503, { loop: 'ok', database: 'ok', redis: 'away', connection: 'ok' }]
  await expect.poll(() => soundness(bot.url, '/ready'), PATIENCE).toEqual(away)
  expect(await soundness(bot.url, '/health')).toEqual([200, { loop: 'ok', database: 'ok' }])

  const moved = bots.moveTo('2026-11-23T08:30:00+08:00', [bot])
  const message = await messageWith(bots, 'oc_fx_B10', '第四季度支部党员大会')
  const answer = await bots.sandbox.control.press({ as: 'ou_fx_0230', message, text: '参加' })
  expect(answer.toast?.['content']).toBe('已记录：您将参加。')
  expect(await bots.sent()).toHaveLength(6)

  await redis.start()
  await moved
  await expectSentOnce(bots, 7)
  await expect.poll(async () => (await soundness(bot.url, '/ready'))[0], PATIENCE).toBe(200)
}, 90_000)

test('a bot that is told to stop when Redis has just gone ends within ten seconds, and the next one goes on', async () => {
  await using redis = await aRedisOfOurOwn()
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
  await expectSentOnce(bots, 7)
}, 60_000)
