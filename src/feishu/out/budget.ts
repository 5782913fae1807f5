import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Log } from '../../ctx.ts'
import { messageOf } from '../../errors.ts'
import { TAKE_SCRIPT } from './budget-script.ts'
import type { Api } from './call.ts'

/**
 * What is about to be called; a PATCH names its message, a letter its receiver. `patienceMs`, five seconds at most: how long
 * the caller waits for the API's turn; default: not at all.
 */
export type Ask = { api: Api; receiver?: string; message?: string; patienceMs?: number }

/** One budget for all processes that speak for the app. */
export type Budget = {
  /** Resolves with 0 when it is the caller's turn. Otherwise nothing was taken: come back after so many milliseconds. */
  take(ask: Ask): Promise<number>
  /** The platform asked us to stay away from an API for a while. */
  penalise(api: Api, ms: number): Promise<void>
}

/** At most `calls` in any window of `ms`. */
export type Limit = { calls: number; ms: number }
export type Limits = { api: Limit[]; receiver: Limit; message: Limit }

/** The platform allows 50/s and 1000/min per API, 5/s per receiver and 5/s per message; we stay below. */
const OUR_LIMITS: Limits = {
  api: [
    { calls: 45, ms: 1000 },
    { calls: 950, ms: 60_000 },
  ],
  receiver: { calls: 4, ms: 1000 },
  message: { calls: 1, ms: 1000 },
}

const AWAY_MS = 1000

/** Whether a place was taken, and the milliseconds until then or until it is worth asking again. */
const Place = z.tuple([z.literal([0, 1]), z.int().min(0)])

/** Opens the budget in Redis; while Redis is away, everybody waits. */
export function openBudget(opts: { redis: Redis; appId: string; log: Log; limits?: Limits }): Budget {
  const { redis, appId, log, limits = OUR_LIMITS } = opts
  const ask = careful(redis, log)
  return {
    async take(request) {
      const { keys, args } = question(appId, limits, request)
      const answer = await ask(() => redis.eval(TAKE_SCRIPT, keys.length, ...keys, ...args))
      if (answer === null) return AWAY_MS
      const [taken, ms] = Place.parse(answer)
      if (taken === 0) return ms
      if (ms > 0) await sleep(ms)
      return 0
    },
    async penalise(api, ms) {
      await ask(() => redis.set(keyOf(appId, 'penalty', api), 1, 'PX', Math.max(1, Math.ceil(ms))))
    },
  }
}

function question(appId: string, limits: Limits, { api, receiver, message, patienceMs = 0 }: Ask) {
  const counted = limits.api.map((limit): [string, Limit] => [keyOf(appId, `calls${limit.ms}`, api), limit])
  if (receiver !== undefined) counted.push([keyOf(appId, 'receiver', receiver), limits.receiver])
  if (message !== undefined) counted.push([keyOf(appId, 'message', message), limits.message])
  const gap = Math.max(0, ...limits.api.slice(0, 1).map(({ calls, ms }) => (ms * 1000) / calls))
  return {
    keys: [keyOf(appId, 'penalty', api), keyOf(appId, 'queue', api), ...counted.map(([key]) => key)],
    args: [
      ...[limits.api.length, Math.ceil(gap), patienceMs * 1000],
      ...counted.flatMap(([, { calls, ms }]) => [calls, ms * 1000]),
    ],
  }
}

/** The braces keep all keys of an app on one node of a cluster. */
function keyOf(appId: string, kind: string, name: string): string {
  return `zhibu:budget:{${appId}}:${kind}:${name}`
}

/** Asks Redis for at most a second and returns null when it is away; the log hears of it once. */
function careful(redis: Redis, log: Log) {
  let away = false
  return async (command: () => Promise<unknown>): Promise<unknown> => {
    try {
      if (redis.status !== 'ready' && away) return null
      const answer = await within(AWAY_MS, command())
      if (away) log.info('budget: redis is back')
      away = false
      return answer
    } catch (error) {
      if (!away) log.warn({ error: messageOf(error) }, 'budget: redis is away, everything waits')
      away = true
      return null
    }
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const answered = new AbortController()
  const late = sleep(ms, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${ms} ms`)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    answered.abort()
  }
}
