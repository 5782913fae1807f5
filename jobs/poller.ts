import { setTimeout as pause } from 'node:timers/promises'
import { messageOf } from '../src/errors.ts'
import type { Log } from '../src/ctx.ts'

/** How long a stop waits for a poll that is under way. */
const PATIENCE_MS = 1_000
/** A poll of thousands of rows takes a second: one that takes so long hangs. */
const LONGEST_MS = 30_000
/** Every commit wakes the poller: between two polls is time for the work itself, and for more to become due. */
const REST_MS = 20

export type Poller = AsyncDisposable & {
  /** Says that something may be due; many wakes make one poll. */
  wake(): void
  /** Resolves when no poll is under way or asked for. */
  idle(): Promise<void>
}

export type PollerOptions = {
  log: Log
  /** Called after every poll that ended well. */
  onPoll?: () => void
  longestMs?: number
}

/**
 * Looks for what is due, one poll at a time, again and again while there is something and once for each wake. A poll
 * that hangs is given up: what it took is taken again, and twice does no harm.
 */
export function openPoller(poll: () => Promise<number>, options: PollerOptions): Poller {
  const { log, onPoll, longestMs = LONGEST_MS } = options
  let asked = false
  let closed = false
  let running: Promise<void> = Promise.resolve()
  let busy = false
  // A poll that fails each second for an hour is one event.
  let said: string | null = null

  async function run(): Promise<void> {
    busy = true
    try {
      while (asked && !closed) {
        asked = false
        if ((await within(longestMs, poll)) > 0) asked = true
        said = null
        onPoll?.()
        if (asked) await pause(REST_MS)
      }
    } catch (thrown) {
      // The rows are still there: the next tick polls again.
      const err = messageOf(thrown)
      if (err !== said) log.warn({ err }, 'poll failed')
      said = err
    } finally {
      busy = false
    }
  }

  return {
    wake() {
      asked = true
      if (!busy && !closed) running = run()
    },
    async idle() {
      while (busy) await running
    },
    async [Symbol.asyncDispose]() {
      closed = true
      // An enqueue may wait for a Redis that is away: its row is enqueued again by the next poll.
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
      await Promise.race([running, patience])
    },
  }
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`given up after ${ms / 1_000} s`)), ms)
  try {
    return await Promise.race([work(), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
