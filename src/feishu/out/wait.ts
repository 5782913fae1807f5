import { setTimeout as sleep } from 'node:timers/promises'
import { unanswered } from '../errors.ts'

/** Waits so long for the sake of a call, or fails at once when the edge closes. */
export async function waitFor(api: string, ms: number, closing: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: closing })
  } catch {
    // The only way to fail is the signal; its own error would say nothing about the call.
    throw unanswered(api, 'closed while waiting')
  }
}
