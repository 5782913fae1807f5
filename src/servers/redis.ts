import { once } from 'node:events'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { type LockSession, openLockSession } from './lock-session.ts'
import { prepareRedis, type RedisServer, reachRedis, startRedis, stopRedis } from './redis-process.ts'
import { watchOver } from './restart.ts'

export type OwnRedis = AsyncDisposable & { url: string }

/** `databaseUrl`: the PostgreSQL whose locks keep two Redis servers off one folder. */
export type RedisOptions = { dataDir: string; databaseUrl: string; log: Logger; throwaway?: boolean }

/** What an opener holds: its share of the locks, and a connection that ends with the server. */
type Hold = { lockSession: LockSession; pulse: Redis }

/** Starts the Redis of a data folder, or takes over the one that runs there; the last to leave stops it. */
export async function openRedis({ dataDir, databaseUrl, log, throwaway }: RedisOptions): Promise<OwnRedis> {
  const server = await prepareRedis(dataDir, throwaway ?? false)
  let hold = await enter(server, databaseUrl, log)
  const revive = async () => {
    await letGo(hold)
    hold = await enter(server, databaseUrl, log)
  }
  const watch = watchOver({ server: 'Redis', log, lost: () => lost(hold), revive })
  const close = async () => {
    await watch.stop()
    await leave(server, hold)
  }
  return { url: `unix:${server.socket}`, [Symbol.asyncDispose]: close }
}

async function enter(server: RedisServer, databaseUrl: string, log: Logger): Promise<Hold> {
  const lockSession = await openLockSession(databaseUrl)
  try {
    await lockSession.lock(turn(server))
    const pulse = (await reachRedis(server)) ?? (await startRedis(server, log))
    await lockSession.tryShare(users(server))
    await lockSession.unlock(turn(server))
    return { lockSession, pulse }
  } catch (error) {
    await lockSession[Symbol.asyncDispose]()
    throw error
  }
}

async function lost({ lockSession, pulse }: Hold): Promise<void> {
  if (pulse.status === 'end') return
  await Promise.race([lockSession.lost, once(pulse, 'end')])
}

async function leave(server: RedisServer, hold: Hold): Promise<void> {
  const { lockSession } = hold
  try {
    await lockSession.lock(turn(server))
    await lockSession.unshare(users(server))
    if (await lockSession.tryLock(users(server))) await stopRedis(server)
  } catch {
    // PostgreSQL is gone and with it the proof that nobody else is here: the next opener takes Redis over.
  } finally {
    await letGo(hold)
  }
}

async function letGo({ lockSession, pulse }: Hold): Promise<void> {
  pulse.disconnect()
  await lockSession[Symbol.asyncDispose]()
}

function turn({ folder }: RedisServer): string {
  return `zhibu: start or stop Redis in ${folder}`
}

function users({ folder }: RedisServer): string {
  return `zhibu: users of Redis in ${folder}`
}
