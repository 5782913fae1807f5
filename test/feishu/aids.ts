import type { Redis } from 'ioredis'
import { Redis as RedisClient } from 'ioredis'
import { pino } from 'pino'
import { type Feishu, type FeishuOptions, openFeishu } from '../../src/feishu/out/client.ts'
import { FeishuError } from '../../src/feishu/errors.ts'
import { aRedis } from '../support/redis.ts'
import { APP } from '../support/sandbox.ts'

/** A log that keeps its lines. */
export function aLog(): { log: pino.Logger; lines: string[] } {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  return { log, lines }
}

/** A client of a Redis database of its own. */
export async function aRedisClient(): Promise<Redis & AsyncDisposable> {
  const { url } = await aRedis()
  const redis = new RedisClient(url)
  const quit = async () => redis.disconnect()
  return Object.assign(redis, { [Symbol.asyncDispose]: quit })
}

/** The edge on a sandbox or on any other base URL. */
export function anEdge(domain: string, redis: Redis, over: Partial<FeishuOptions> = {}): Feishu {
  const { app_id: appId, app_secret: appSecret } = APP
  const { log } = aLog()
  return openFeishu({ appId, appSecret, domain, redis, log, elapsed: () => performance.now(), ...over })
}

/** The failure of a call that must fail. */
export async function failure(work: Promise<unknown>): Promise<FeishuError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome instanceof FeishuError) return outcome
  throw new Error(`expected a FeishuError, got ${String(outcome)}`)
}
