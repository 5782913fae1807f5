import type { Log } from '../ctx.ts'
import { messageOf } from '../errors.ts'
import { type Parts, readiness } from '../web/soundness.ts'

/** Tells a dead-man's switch that this minute was sound, by what `/ready` answers; without an address nothing is told. */
export function heartbeatTo(opts: { url: string | null; parts: Parts; log: Log }): () => Promise<void> {
  const { url, parts, log } = opts
  return async () => {
    if (url === null) return
    const verdict = await readiness(parts)
    if (!verdict.sound) return log.warn(verdict.parts, 'not sound: no heartbeat')
    try {
      await fetch(url, { signal: AbortSignal.timeout(5_000) })
    } catch (thrown) {
      log.warn({ err: messageOf(thrown) }, 'heartbeat not delivered')
    }
  }
}
