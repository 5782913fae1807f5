import { dateOf, instantOf } from '../../time/dates.ts'
import { type Calendar, isoWeek, workdayFrom } from '../../time/calendar.ts'
import type { Week } from '../types.ts'

/** Where and when weeks are reckoned. */
export type Reckoning = {
  college: string
  zone: string
  calendar: Calendar
  dayOff: 'next-workday' | 'same-day'
  /** On which day of the week, Monday being 1, and at which time a digest is made. */
  made: { weekday: number; at: Temporal.PlainTime }
}

/** A week of the ISO calendar by its name, such as `2026-W47`, with the time at which its digest is made; null: there is none. */
export function weekNamed(name: string, reckoning: Reckoning): Week | null {
  const monday = mondayOf(name)
  if (monday === null) return null
  const { weekday, at } = reckoning.made
  const line = monday.add({ days: 6 + weekday }).toPlainDateTime(at)
  return weekBefore(instantOf(line, reckoning.zone), reckoning)
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

/** So many weeks before are shown beside a week. */
const SHOWN_BEFORE = 4

/** The weeks before this one that are shown beside it, the latest last. */
export function weeksBefore(
  { from }: Pick<Week, 'from'>,
  { college, zone }: Pick<Reckoning, 'college' | 'zone'>,
): Pick<Week, 'key' | 'week' | 'from' | 'to'>[] {
  const monday = dateOf(from, zone)
  return Array.from({ length: SHOWN_BEFORE }, (_, n) => {
    const first = monday.subtract({ days: 7 * (SHOWN_BEFORE - n) })
    const week = weekName(first)
    return {
      key: keyOf(college, week),
      week,
      from: instantOf(first, zone),
      to: instantOf(first.add({ days: 7 }), zone),
    }
  })
}

/** The first day of a week of the ISO calendar that is named like `2026-W47`; null when there is no such week. */
export function mondayOf(name: string): Temporal.PlainDate | null {
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(name) ?? []
  if (year === undefined) return null
  // The fourth of January lies in the first week of its year.
  const fourth = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 4 })
  const monday = fourth.add({ days: 7 * (Number(week) - 1) + 1 - fourth.dayOfWeek })
  return weekName(monday) === name ? monday : null
}

/** Whether a week is the one just before another. */
export function isWeekBefore(one: string, other: string): boolean {
  return mondayOf(one)?.add({ days: 7 }).toString() === mondayOf(other)?.toString()
}

function keyOf(college: string, week: string): string {
  return `digest-${college}-${week}`
}

function weekName(monday: Temporal.PlainDate): string {
  const { year, week } = isoWeek(monday)
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The week that follows the digest's: the one in which it is read. */
export function weekAfter(
  week: Pick<Week, 'to'>,
  zone: string,
): { from: Temporal.Instant; to: Temporal.Instant } {
  return { from: week.to, to: week.to.toZonedDateTimeISO(zone).add({ days: 7 }).toInstant() }
}
