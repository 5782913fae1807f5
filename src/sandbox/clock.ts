/** The stranger's two clocks: wall time that can be moved, and real monotonic time that cannot. */
export type Clock = { offsetMs: number }

/** Wall time of the sandbox in epoch milliseconds. */
export function wall(clock: Clock): number {
  return Temporal.Now.instant().epochMilliseconds + clock.offsetMs
}

/** Real time in milliseconds since the process began; rates, answers within 3 s and tokens are measured by it. */
export function elapsed(): number {
  return performance.now()
}

/** An epoch time as ISO 8601. */
export function iso(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toString({ fractionalSecondDigits: 3 })
}

/** A clock that shows `now` (ISO) at this moment, or real time. */
export function openClock(now?: string): Clock {
  if (now === undefined) return { offsetMs: 0 }
  return { offsetMs: Temporal.Instant.from(now).epochMilliseconds - Temporal.Now.instant().epochMilliseconds }
}
