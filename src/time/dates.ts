/** The day that an instant lies in. */
export function dateOf(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate()
}

/** The college's day. */
export function today(ctx: { now(): Temporal.Instant; settings: { timezone: string } }): Temporal.PlainDate {
  return dateOf(ctx.now(), ctx.settings.timezone)
}
