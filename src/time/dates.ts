/** The day that an instant lies in. */
export function dateOf(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate()
}

/**
 * The instant at which a zone's clocks show a time, or at which a day begins there. A time that they leave out when they
 * are put forward comes as much later as they were put; one that comes twice counts the first time.
 */
export function instantOf(
  local: Temporal.PlainDate | Temporal.PlainDateTime,
  zone: string,
): Temporal.Instant {
  return local.toZonedDateTime(zone).toInstant()
}

/** The college's day. */
export function today(ctx: { now(): Temporal.Instant; settings: { timezone: string } }): Temporal.PlainDate {
  return dateOf(ctx.now(), ctx.settings.timezone)
}
