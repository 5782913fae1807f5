/** The only reader of both clocks. Wall time can be moved by a conductor, in demo and drill; real time cannot. */
export type Wall = {
  now(): Temporal.Instant
  elapsed(): number
  /** Wall time becomes real time plus this. */
  move(offsetMs: number): void
  offsetMs(): number
}

export function openWall(offsetMs = 0): Wall {
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
