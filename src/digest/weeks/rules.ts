import { QUARTER, windowOf } from '../../measures/service.ts'
import { dateOf, instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { type Calendar, isoWeek, workdayFrom } from '../../time/calendar.ts'
import type { Week } from '../types.ts'

/** Where and when weeks are reckoned. */
export type Reckoning = {
  college: string
  zone: string
  calendar: Calendar
  dayOff: 'next-workday' | 'same-day'
}

/** The week before the one in which `at` lies, made at that time or, on a day off, on the next working day. */
export function weekBefore(at: Temporal.Instant, { college, zone, calendar, dayOff }: Reckoning): Week {
  const local = at.toZonedDateTimeISO(zone)
  const date = local.toPlainDate()
  const monday = date.subtract({ days: date.dayOfWeek - 1 })
  const first = monday.subtract({ days: 7 })
  const made = dayOff === 'next-workday' ? workdayFrom(calendar, date) : date
  const week = weekName(first)
  return {
    key: keyOf(college, week),
    week,
    from: instantOf(first, zone),
    to: instantOf(monday, zone),
    dueAt: instantOf(made.toPlainDateTime(local), zone),
    ended: false,
    attempts: 0,
  }
}

/** The key of the digest of the week before this one. */
export function keyBefore(week: Week, { college, zone }: Pick<Reckoning, 'college' | 'zone'>): string {
  const first = dateOf(week.from, zone)
  return keyOf(college, weekName(first.subtract({ days: 7 })))
}

function keyOf(college: string, week: string): string {
  return `digest-${college}-${week}`
}

function weekName(monday: Temporal.PlainDate): string {
  const { year, week } = isoWeek(monday)
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** A calendar quarter, and the moment from which its duties should be in sight. */
export type Quarter = { from: Temporal.Instant; to: Temporal.Instant; warnFrom: Temporal.Instant }

/** The quarter in which the week begins, so that its last days are in a digest of their own quarter. */
export function quarterOf(week: Pick<Week, 'from'>, zone: string): Quarter {
  const { from, to, warnFrom } = windowOf(dateOf(week.from, zone), QUARTER)
  return { from: instantOf(from, zone), to: instantOf(to, zone), warnFrom: instantOf(warnFrom, zone) }
}

/** Whether the quarter of the week is over when the week is. */
export function endsQuarter(week: Pick<Week, 'from' | 'to'>, zone: string): boolean {
  return !isAfter(quarterOf(week, zone).to, week.to)
}

/** The week that follows the digest's: the one in which it is read. */
export function weekAfter(week: Week, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  return { from: week.to, to: week.to.toZonedDateTimeISO(zone).add({ days: 7 }).toInstant() }
}
