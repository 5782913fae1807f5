/** How long a card that somebody opened is taken to be in sight. */
const IN_SIGHT_MS = 600_000

/** Numbers the stretch of time in which a card that is asked for again is still in sight, so that it does not come twice. */
export function inSightAt(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / IN_SIGHT_MS)
}
