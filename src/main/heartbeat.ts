import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'

/** Tells a dead-man's switch that this minute was sound; without an address nothing is told. */
export function heartbeatTo(url: string | null, log: Log): () => Promise<void> {
  return async () => {
    if (url === null) return
    try {
      await fetch(url, { signal: AbortSignal.timeout(5_000) })
    } catch (thrown) {
      log.warn({ err: messageOf(thrown) }, 'heartbeat not delivered')
    }
  }
}
