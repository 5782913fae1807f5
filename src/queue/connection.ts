import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'

/** How long a connection rests at most before it tries again. */
const LONGEST_REST_MS = 1_000
/** How long Redis may take to say that it is there. */
const ANSWER_MS = 500
/** What was said is not said again for so long: a Redis that is away is one event, not fifteen a second. */
const SAID_MS = 60_000

/**
 * How long, in milliseconds, a connection may take to open, and then may be asked without saying anything; a worker that
 * waits for a job hears after `blockMs` that there is none.
 */
export type RedisLimits = { connectMs: number; silenceMs: number; blockMs: number }

export const DAILY: RedisLimits = { connectMs: 3_000, silenceMs: 10_000, blockMs: 5_000 }

export type Connection = {
  redis: Redis
  /** Says what went wrong, at most once a minute. */
  complain(error: Error): void
  /** Throws when Redis says nothing. */
  reach(): Promise<void>
  /** To be called before anything on it is closed: a Redis that is away must not keep the process. */
  leave(): Promise<void>
}

export type ConnectionOptions = { url: string; log: Log; limits?: RedisLimits }

/**
 * A connection as BullMQ wants it: commands wait for Redis to come back instead of failing. One that is asked and says
 * nothing is cut and opened anew, and what it was asked is asked again.
 */
export function openConnection({ url, log, limits = DAILY }: ConnectionOptions): Connection {
  const said = new Set<string>()
  let leaving = false
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    keepAlive: 10_000,
    reconnectOnError: isReplica,
    // BullMQ makes copies of this connection: they share the answer.
    retryStrategy: (times) => (leaving ? null : Math.min(times * 50, LONGEST_REST_MS)),
  })
  function complain(error: Error): void {
    const err = messageOf(error)
    if (said.has(err)) return
    log.warn({ err }, 'redis')
    said.add(err)
    setTimeout(() => said.delete(err), SAID_MS).unref()
  }
  redis.on('error', complain)
  return {
    redis,
    complain,
    async reach() {
      const late = pause(limits.silenceMs, null, { ref: false })
      if ((await Promise.race([redis.ping(), late])) === null) throw new Error('Redis is away')
    },
    async leave() {
      leaving = true
      const answer = redis.ping().catch(() => null)
      if ((await Promise.race([answer, pause(ANSWER_MS, null)])) !== null) return
      // Each copy tries once more and gives up; BullMQ would wait for its end for ever.
      await pause(LONGEST_REST_MS + 200)
    },
  }
}

/** A server that became a replica takes no job: by a new connection its address leads to the new primary. */
function isReplica({ message }: Error): boolean {
  return message.includes('READONLY')
}
