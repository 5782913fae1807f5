import { isAfter, isBefore } from './order.ts'
import { type Calendar, isWorkday } from './calendar.ts'
import type { Where } from './dues.ts'

/** Hours in which nobody is written to, from `from` until just before `to`, and whether days off are quiet. */
export type Silent = { from: Temporal.PlainTime; to: Temporal.PlainTime; daysOff: boolean }

/** The college's quiet times; `silent: null` is never quiet. */
export type Quiet = Where & { silent: Silent | null }

/** What a college's quiet times follow from: its settings and its calendar. */
export type Keeping = {
  settings: { timezone: string; reminders: { silent: Silent | null } }
  calendar: Calendar
}

/** The college's quiet times. */
export function quietOf({ settings, calendar }: Keeping): Quiet {
  return { zone: settings.timezone, calendar, silent: settings.reminders.silent }
}

/** Whether nobody may be written to now. `about` is the day a message concerns: it may be sent on that day. */
export function isQuiet(instant: Temporal.Instant, quiet: Quiet, about?: Temporal.PlainDate): boolean {
  const local = instant.toZonedDateTimeISO(quiet.zone)
  return inHours(local, quiet.silent) || inDayOff(local, quiet, about)
}

/** The instant itself when it is allowed, else the first allowed one after it. */
export function allowedFrom(
  instant: Temporal.Instant,
  quiet: Quiet,
  about?: Temporal.PlainDate,
): Temporal.Instant {
  let local = instant.toZonedDateTimeISO(quiet.zone)
  while (isQuiet(local.toInstant(), quiet, about)) {
    local = inDayOff(local, quiet, about) ? local.startOfDay().add({ days: 1 }) : endOfHours(local, quiet)
  }
  return local.toInstant()
}

/** The instant itself when it is allowed, else the last allowed minute before it. */
export function allowedUntil(
  instant: Temporal.Instant,
  quiet: Quiet,
  about?: Temporal.PlainDate,
): Temporal.Instant {
  let local = instant.toZonedDateTimeISO(quiet.zone)
  while (isQuiet(local.toInstant(), quiet, about)) {
    const edge = inDayOff(local, quiet, about) ? local.startOfDay() : startOfHours(local, quiet)
    local = edge.subtract({ minutes: 1 })
  }
  return local.toInstant()
}

/**
 * The instant itself when it is allowed; on a day off the same time of day on the last working day before, so that nothing
 * is said late on a Friday evening; else the last allowed minute before it.
 */
export function allowedBy(
  instant: Temporal.Instant,
  quiet: Quiet,
  about?: Temporal.PlainDate,
): Temporal.Instant {
  let local = instant.toZonedDateTimeISO(quiet.zone)
  while (inDayOff(local, quiet, about)) local = local.subtract({ days: 1 })
  return allowedUntil(local.toInstant(), quiet, about)
}

function inHours(local: Temporal.ZonedDateTime, silent: Silent | null): boolean {
  if (silent === null) return false
  const time = local.toPlainTime()
  const begun = !isBefore(time, silent.from)
  const before = isBefore(time, silent.to)
  return overMidnight(silent) ? begun || before : begun && before
}

function inDayOff(local: Temporal.ZonedDateTime, quiet: Quiet, about?: Temporal.PlainDate): boolean {
  if (!quiet.silent?.daysOff) return false
  const date = local.toPlainDate()
  return !isWorkday(quiet.calendar, date) && !(about?.equals(date) ?? false)
}

function endOfHours(local: Temporal.ZonedDateTime, { silent }: Quiet): Temporal.ZonedDateTime {
  if (silent === null) return local
  const end = local.withPlainTime(silent.to)
  return isAfter(end, local) ? end : end.add({ days: 1 })
}

function startOfHours(local: Temporal.ZonedDateTime, { silent }: Quiet): Temporal.ZonedDateTime {
  if (silent === null) return local
  const start = local.withPlainTime(silent.from)
  return isAfter(start, local) ? start.subtract({ days: 1 }) : start
}

function overMidnight(silent: Silent): boolean {
  return isAfter(silent.from, silent.to)
}
