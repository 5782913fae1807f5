import fc from 'fast-check'
import { Redis } from 'ioredis'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Budget, type Limits, openBudget } from '../../../src/feishu/out/budget.ts'
import { aLog, aRedisClient } from '../aids.ts'

const APP_ID = 'cli_00000000000000a1'
const { log } = aLog()

async function takenOf(asks: Promise<number>[]): Promise<number> {
  return (await Promise.all(asks)).filter((ms) => ms === 0).length
}

test('of a crowd only 45 go in a second, whichever process they ask from', async () => {
  await using one = await aRedisClient()
  const two = one.duplicate()
  const budgets = [one, two].map((redis) => openBudget({ redis, appId: APP_ID, log }))
  const asks = budgets.flatMap((budget) => Array.from({ length: 40 }, () => budget.take({ api: 'send' })))
  expect(await takenOf(asks)).toBe(45)
  two.disconnect()
})

test('a minute holds 950 calls, however they are spread over its seconds', async () => {
  await using redis = await aRedisClient()
  const limits: Limits = {
    api: [
      { calls: 5000, ms: 1000 },
      { calls: 950, ms: 60_000 },
    ],
    receiver: { calls: 4, ms: 1000 },
    message: { calls: 1, ms: 1000 },
  }
  const budget = openBudget({ redis, appId: APP_ID, log, limits })
  expect(await takenOf(Array.from({ length: 1000 }, () => budget.take({ api: 'patch' })))).toBe(950)
  expect(await budget.take({ api: 'patch' })).toBeGreaterThan(50_000)
})

test('one receiver gets four in a second and one message one update, while others go on', async () => {
  await using redis = await aRedisClient()
  const budget = openBudget({ redis, appId: APP_ID, log })
  const toOne = Array.from({ length: 10 }, () => budget.take({ api: 'send', receiver: 'ou_anna' }))
  expect(await takenOf(toOne)).toBe(4)
  const ofOne = Array.from({ length: 5 }, () => budget.take({ api: 'patch', message: 'om_1' }))
  expect(await takenOf(ofOne)).toBe(1)
  expect(await budget.take({ api: 'send', receiver: 'ou_bo' })).toBe(0)
  expect(await budget.take({ api: 'patch', message: 'om_2' })).toBe(0)
})

test('who must wait takes nothing', async () => {
  await using redis = await aRedisClient()
  const budget = openBudget({ redis, appId: APP_ID, log })
  await takenOf(Array.from({ length: 60 }, () => budget.take({ api: 'send', receiver: 'ou_anna' })))
  expect(await takenOf(Array.from({ length: 60 }, () => budget.take({ api: 'send' })))).toBe(41)
})

test('who waits for the API is told a place of their own', async () => {
  await using redis = await aRedisClient()
  const budget = openBudget({ redis, appId: APP_ID, log })
  const waits = await Promise.all(Array.from({ length: 100 }, () => budget.take({ api: 'send' })))
  const places = waits.filter((ms) => ms > 0)
  expect(new Set(places).size).toBe(places.length)
  expect(Math.max(...places)).toBeGreaterThan(1500)
})

test('who waits for the API goes in turn, one gap after the other, and nobody is sent away', async () => {
  await using one = await aRedisClient()
  const two = one.duplicate()
  const limits = {
    api: [{ calls: 20, ms: 200 }],
    receiver: { calls: 4, ms: 200 },
    message: { calls: 1, ms: 50 },
  }
  const budgets = [one, two].map((redis) => openBudget({ redis, appId: APP_ID, log, limits }))
  const began = performance.now()
  const wentAt = async (budget: Budget, receiver: string) => {
    expect(await budget.take({ api: 'send', receiver, patienceMs: 2_000 })).toBe(0)
    return performance.now() - began
  }
  const crowd = Array.from({ length: 30 }, (_, index) => `ou_${index}`)
  const went = await Promise.all(
    budgets.flatMap((budget) => crowd.map((receiver) => wentAt(budget, receiver))),
  )
  const early = went.toSorted((a, b) => a - b).filter((at, place) => at < place * 10)
  expect(early).toEqual([])
  two.disconnect()
})

test('who would have to wait longer than they can takes nothing, and neither does one whose receiver is not ready', async () => {
  await using redis = await aRedisClient()
  const budget = openBudget({ redis, appId: APP_ID, log })
  await takenOf(Array.from({ length: 4 }, () => budget.take({ api: 'send', receiver: 'ou_anna' })))
  expect(await budget.take({ api: 'send', receiver: 'ou_anna', patienceMs: 500 })).toBeGreaterThan(500)
  await budget.penalise('send', 30_000)
  expect(await budget.take({ api: 'send', patienceMs: 2_000 })).toBeGreaterThan(29_000)
  expect(await redis.llen(`zhibu:budget:{${APP_ID}}:calls1000:send`)).toBe(4)
})

test('an API that the platform closed stays closed for so long, another one not', async () => {
  await using redis = await aRedisClient()
  const budget = openBudget({ redis, appId: APP_ID, log })
  await budget.penalise('send', 30_000)
  expect(await budget.take({ api: 'send' })).toBeGreaterThan(29_000)
  expect(await budget.take({ api: 'reply' })).toBe(0)
})

test('nothing stays in Redis for good', async () => {
  await using redis = await aRedisClient()
  const budget = openBudget({ redis, appId: APP_ID, log })
  await takenOf(
    Array.from({ length: 50 }, () => budget.take({ api: 'send', receiver: 'ou_a', message: 'om_1' })),
  )
  await budget.penalise('send', 1000)
  const keys = await redis.keys('*')
  expect(keys.length).toBeGreaterThan(4)
  expect(Math.min(...(await Promise.all(keys.map((key) => redis.pttl(key)))))).toBeGreaterThan(0)
})

test('with Redis away everybody waits, and the log hears of it once', async () => {
  const redis = new Redis('redis://127.0.0.1:9', { retryStrategy: () => 50 })
  redis.on('error', () => undefined)
  const heard = aLog()
  const budget = openBudget({ redis, appId: APP_ID, log: heard.log })
  expect(await budget.take({ api: 'send' })).toBe(1000)
  expect(await budget.take({ api: 'send' })).toBe(1000)
  expect(heard.lines).toHaveLength(1)
  redis.disconnect()
})

test('no window of any length holds more calls than its limit', async () => {
  await using redis = await aRedisClient()
  const limits: Limits = {
    api: [
      { calls: 6, ms: 60 },
      { calls: 10, ms: 200 },
    ],
    receiver: { calls: 3, ms: 80 },
    message: { calls: 1, ms: 50 },
  }
  const step = fc.record({
    receiver: fc.constantFrom('ou_a', 'ou_b'),
    crowd: fc.integer({ min: 1, max: 8 }),
    rest: fc.integer({ min: 0, max: 25 }),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      run += 1
      const budget = openBudget({ redis, appId: `run${run}`, log, limits })
      const taken: Taken[] = []
      for (const { receiver, crowd, rest } of steps) {
        const ask = () => takeTimed(budget, receiver)
        taken.push(...(await Promise.all(Array.from({ length: crowd }, ask))).filter(({ ms }) => ms === 0))
        await sleep(rest)
      }
      for (const limit of limits.api) expectWithin(taken, limit)
      for (const name of ['ou_a', 'ou_b']) {
        expectWithin(
          taken.filter(({ receiver }) => receiver === name),
          limits.receiver,
        )
      }
    }),
    { numRuns: 12 },
  )
})

type Taken = { receiver: string; ms: number; asked: number; answered: number }

async function takeTimed(budget: Budget, receiver: string): Promise<Taken> {
  const asked = performance.now()
  const ms = await budget.take({ api: 'send', receiver })
  return { receiver, ms, asked, answered: performance.now() }
}

/** A call was taken somewhere between asking and answer: only what is certain counts as too many. */
function expectWithin(taken: Taken[], limit: { calls: number; ms: number }): void {
  for (const [index, last] of taken.slice(limit.calls).entries()) {
    expect(last.answered - (taken[index]?.asked ?? 0)).toBeGreaterThan(limit.ms)
  }
}
