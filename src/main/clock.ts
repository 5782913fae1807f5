/** The only reader of both clocks. Wall time can be moved by a time controller, in demo and drill; real time cannot. */
export type WallClock = {
  now(): Temporal.Instant
  elapsed(): number
  /** Wall time becomes real time plus this. */
  move(offsetMs: number): void
  offsetMs(): number
}

export function openWallClock(offsetMs = 0): WallClock {
  let offset = offsetMs
  return {
    now: () => Temporal.Now.instant().add({ milliseconds: offset }),
    elapsed: () => performance.now(),
    move(to) {
      offset = to
    },
    offsetMs: () => offset,
  }
}
