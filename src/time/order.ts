type Moment<T> = { until(other: T): Temporal.Duration }

/** Whether the one comes before the other; both are of one kind, instants or dates. */
export function isBefore<T extends Moment<T>>(one: T, other: T): boolean {
  return signTo(one, other) > 0
}

/** Whether the one comes after the other. */
export function isAfter<T extends Moment<T>>(one: T, other: T): boolean {
  return signTo(one, other) < 0
}

/** Instants and dates by their numbers: to reckon out the stretch between takes ten times as long, and a digest asks often. */
function signTo<T extends Moment<T>>(one: T, other: T): number {
  if (one instanceof Temporal.Instant && other instanceof Temporal.Instant)
    return (
      Number(one.epochNanoseconds < other.epochNanoseconds) ||
      -Number(one.epochNanoseconds > other.epochNanoseconds)
    )
  if (one instanceof Temporal.PlainDate && other instanceof Temporal.PlainDate)
    return other.year - one.year || other.month - one.month || other.day - one.day
  return one.until(other).sign
}

/** Whichever comes first. */
export function earlier<T extends Moment<T>>(one: T, other: T): T {
  return isAfter(one, other) ? other : one
}

/** Whichever comes last. */
export function later<T extends Moment<T>>(one: T, other: T): T {
  return isBefore(one, other) ? other : one
}

/** Whether it lies in the span, which ends before `to`. */
export function isWithin<T extends Moment<T>>(at: T, { from, to }: { from: T; to: T }): boolean {
  return !isBefore(at, from) && isBefore(at, to)
}

/** Whether what is useless after a moment, if ever, is still of use. */
export function isUseful(at: Temporal.Instant, of: { uselessAfter: Temporal.Instant | null }): boolean {
  return of.uselessAfter === null || !isAfter(at, of.uselessAfter)
}
