import { messageOf } from '../src/errors.ts'
import type { Log } from '../src/ctx.ts'

/** How long a stop waits for a look that is under way. */
const PATIENCE_MS = 1_000

export type Lookout = AsyncDisposable & {
  /** Says that something may be due; many nudges make one look. */
  nudge(): void
  /** Resolves when no look is under way or asked for. */
  rest(): Promise<void>
}

/** Looks for what is due, one look at a time, again and again while there is something and once for each nudge. */
export function openLookout(look: () => Promise<number>, log: Log): Lookout {
  let asked = false
  let closed = false
  let running: Promise<void> = Promise.resolve()
  let busy = false

  async function run(): Promise<void> {
    busy = true
    try {
      while (asked && !closed) {
        asked = false
        if ((await look()) > 0) asked = true
      }
    } catch (thrown) {
      // The rows are still there: the next tick looks again.
      log.warn({ err: messageOf(thrown) }, 'look failed')
    } finally {
      busy = false
    }
  }

  return {
    nudge() {
      asked = true
      if (!busy && !closed) running = run()
    },
    async rest() {
      while (busy) await running
    },
    async [Symbol.asyncDispose]() {
      closed = true
      // A ring may wait for a Redis that is away: its row is rung for again by whoever looks next.
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
      await Promise.race([running, patience])
    },
  }
}
