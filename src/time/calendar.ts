import { isBefore } from './order.ts'
import { statutoryDays } from './statutory.ts'

/** One year's days off and working weekend days; not `official` means only the statutory days are known. */
export type HolidayTable = {
  year: number
  official: boolean
  off: readonly { date: string; name: string }[]
  work: readonly string[]
}

/** A semester 学期; its weeks run Monday to Sunday and holiday weeks keep their number. */
export type Term = { id: string; name: string; week1Monday: Temporal.PlainDate; weeks: number }

/** What is known of a day; `certain` is false in a year without an official table. */
export type Day = { work: boolean; certain: boolean; name: string | null }

/** Working days and days off of the years whose tables were given. */
export type Calendar = {
  covers(year: number): boolean
  day(date: Temporal.PlainDate): Day
  /** Years between the two dates for which nobody has given the official table. */
  uncovered(from: Temporal.PlainDate, to: Temporal.PlainDate): number[]
  /** The tables it was built from. */
  readonly tables: readonly HolidayTable[]
}

/**
 * Builds the calendar. Without an official table weekends and the days off by law are off, marked as uncertain: no
 * holiday is ever taken for a working day.
 */
export function openCalendar(tables: readonly HolidayTable[]): Calendar {
  const official = new Set(tables.filter((table) => table.official).map((table) => table.year))
  const off = new Map(tables.flatMap((table) => table.off.map((day) => [day.date, day.name] as const)))
  const work = new Set(tables.flatMap((table) => table.work))
  const byLaw = new Map<number, ReadonlyMap<string, string>>()

  function nameByLaw({ year }: Temporal.PlainDate, key: string): string | undefined {
    const known = byLaw.get(year) ?? new Map(statutoryDays(year).map(({ date, name }) => [date, name]))
    byLaw.set(year, known)
    return known.get(key)
  }

  function day(date: Temporal.PlainDate): Day {
    const key = date.toString()
    const certain = official.has(date.year)
    if (work.has(key)) return { work: true, certain, name: null }
    const name = off.get(key) ?? (certain ? undefined : nameByLaw(date, key)) ?? null
    return { work: name === null && date.dayOfWeek < 6, certain, name }
  }

  function uncovered(from: Temporal.PlainDate, to: Temporal.PlainDate): number[] {
    const first = Math.min(from.year, to.year)
    const span = Math.abs(to.year - from.year) + 1
    return Array.from({ length: span }, (_, index) => first + index).filter((year) => !official.has(year))
  }

  return { covers: (year) => official.has(year), day, uncovered, tables }
}

/** Whether people work on that day, as far as is known. */
export function isWorkday(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return calendar.day(date).work
}

/** The date itself when people work then, else the first working day after it. */
export function workdayFrom(calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate {
  return isWorkday(calendar, date) ? date : addWorkdays(calendar, date, 1)
}

/** The first working day after the date. */
export function nextWorkday(calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate {
  return addWorkdays(calendar, date, 1)
}

/** The last working day before the date. */
export function previousWorkday(calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate {
  return addWorkdays(calendar, date, -1)
}

/** The date that many working days later, or earlier when negative; the day itself does not count. */
export function addWorkdays(calendar: Calendar, date: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const step = { days: Math.sign(count) }
  let reached = date
  for (let left = Math.abs(count); left > 0; ) {
    reached = reached.add(step)
    if (isWorkday(calendar, reached)) left -= 1
  }
  return reached
}

/** The term that runs on a day, else the next one to begin; null when none is known. */
export function termFor(terms: readonly Term[], date: Temporal.PlainDate): Term | null {
  const sorted = terms.toSorted((one, other) =>
    Temporal.PlainDate.compare(one.week1Monday, other.week1Monday),
  )
  return sorted.find(({ week1Monday, weeks }) => isBefore(date, week1Monday.add({ weeks }))) ?? null
}

/** The number of the teaching week, or null outside every term. */
export function teachingWeek(terms: readonly Term[], date: Temporal.PlainDate): number | null {
  for (const term of terms) {
    const days = term.week1Monday.until(date, { largestUnit: 'days' }).days
    if (days >= 0 && days < term.weeks * 7) return Math.floor(days / 7) + 1
  }
  return null
}

/** The week of the ISO calendar, with the year that it belongs to. */
export function isoWeek(date: Temporal.PlainDate): { year: number; week: number } {
  return { year: date.yearOfWeek ?? date.year, week: date.weekOfYear ?? 1 }
}
