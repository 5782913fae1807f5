import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** The platform waits no longer for an answer. */
const ANSWER_MS = 3000

/** The events that are being worked on. */
export type InFlight = {
  track(work: Promise<object>): Promise<object>
  /** Lets what is being worked on be answered, so that nobody who clicked sees an error because we stop. */
  settled(): Promise<void>
}

export function openInFlight(): InFlight {
  const inFlight = new Set<Promise<object>>()
  return {
    async track(work) {
      inFlight.add(work)
      return await work.finally(() => inFlight.delete(work))
    },
    async settled() {
      if (inFlight.size > 0)
        await Promise.race([Promise.allSettled(inFlight), sleep(ANSWER_MS, undefined, { ref: false })])
      // The answer is written a few steps after the work is done.
      await nextTurn()
    },
  }
}
