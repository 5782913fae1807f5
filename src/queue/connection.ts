import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'

/** How long a connection rests at most before it tries again. */
const LONGEST_REST_MS = 1_000
/** How long Redis may take to say that it is there. */
const ANSWER_MS = 500

export type Connection = {
  redis: Redis
  /** Says what went wrong, once until Redis is back: a Redis that is away is one event, not fifteen a second. */
  complain(error: Error): void
  /** To be called before anything on it is closed: a Redis that is away must not keep the process. */
  leave(): Promise<void>
}

/** A connection as BullMQ wants it: commands wait for Redis to come back instead of failing. */
export function openConnection(url: string, log: Log): Connection {
  const said = new Set<string>()
  let leaving = false
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: 3_000,
    // BullMQ makes copies of this connection: they share the answer.
    retryStrategy: (times) => (leaving ? null : Math.min(times * 50, LONGEST_REST_MS)),
  })
  function complain(error: Error): void {
    const err = messageOf(error)
    if (!said.has(err)) log.warn({ err }, 'redis')
    said.add(err)
  }
  redis.on('error', complain)
  redis.on('ready', () => said.clear())
  return {
    redis,
    complain,
    async leave() {
      leaving = true
      const answer = redis.ping().catch(() => null)
      if ((await Promise.race([answer, pause(ANSWER_MS, null)])) !== null) return
      // Each copy tries once more and gives up; BullMQ would wait for its end for ever.
      await pause(LONGEST_REST_MS + 200)
    },
  }
}
