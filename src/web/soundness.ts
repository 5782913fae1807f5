import type { Ctx } from '../ctx.ts'
import { pingDb } from '../db/open.ts'
import type { SocketState } from '../feishu/socket.ts'

/** Whoever asks whether we are well waits no longer for one of the parts. */
const PATIENCE_MS = 1_500

/** What soundness depends on. */
export type Parts = {
  ctx: Ctx
  redis: { ping(): Promise<unknown> }
  /** Null in a process that holds no long connection: it does not chat, or the platform comes to it by HTTP. */
  state(): SocketState | null
}

export type Soundness = { sound: boolean; parts: Record<string, 'ok' | 'away'> }

/** Whether the process lives and reaches its records. That it answers at all shows that the loop turns. */
export async function health({ ctx }: Pick<Parts, 'ctx'>): Promise<Soundness> {
  return verdict({ loop: true, database: await answers(() => pingDb(ctx.db)) })
}

/**
 * Whether it can do its work: also Redis and, where it holds one, the long connection. Where the platform comes by
 * HTTP, that this question is answered shows that it would find us.
 */
export async function readiness({ ctx, redis, state }: Parts): Promise<Soundness> {
  const [database, queue] = await Promise.all([answers(() => pingDb(ctx.db)), answers(() => redis.ping())])
  const held = state()
  const connection = held === null ? {} : { connection: held === 'connected' }
  return verdict({ loop: true, database, redis: queue, ...connection })
}

/** The answer, or null when it fails or takes too long. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), PATIENCE_MS)
  try {
    return await Promise.race([ask(), late.promise])
  } catch {
    // What is away is reported by the caller; its own log line says why.
    return null
  } finally {
    clearTimeout(timer)
  }
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  return (await inTime(async () => ask().then(() => true))) ?? false
}

function verdict(parts: Record<string, boolean>): Soundness {
  const entries = Object.entries(parts)
  return {
    sound: entries.every(([, isSound]) => isSound),
    parts: Object.fromEntries(entries.map(([name, isSound]) => [name, isSound ? 'ok' : 'away'])),
  }
}
