import { isAfter, isBefore } from '../order.ts'
import type { Term } from '../calendar.ts'
import type { At } from './clocks.ts'
import type { DaySaid, Doubt, Limit, Seen, TermSaid } from './types.ts'

/** The day that is meant, or why nobody can say; `choices` are the days that it may be. */
export type Dayed =
  | { ok: true; day: Temporal.PlainDate }
  | { ok: false; doubt: Doubt; choices: Temporal.PlainDate[] }

const WEEK = 7
/** Further ahead than this a date without a year may be a slip. */
const FAR = { months: 6 }
/** Not longer ago than this, a date that has passed is what it says: somebody records the past. */
const RECENT = { months: 2 }

/** The day as it was said, for a meeting at that time of day; null when no time of day is known. */
export function dayMeant(said: DaySaid, seen: Seen, at: At | null): Dayed {
  const today = seen.now.toPlainDate()
  switch (said.by) {
    case 'offset':
      return sure(today.add({ days: said.days }))
    case 'weekday':
      return weekdayMeant(said, seen, at)
    case 'teaching':
      return teachingMeant(said, seen)
    case 'date':
      return dateMeant(said, seen, at)
    case 'number':
      return numberMeant(said, seen, at)
    case 'nth':
      return nthMeant(said, seen, at)
  }
}

function sure(day: Temporal.PlainDate): Dayed {
  return { ok: true, day }
}

function unsure(doubt: Doubt, choices: Temporal.PlainDate[] = []): Dayed {
  return { ok: false, doubt, choices }
}

/** Whether such a day lies ahead: today does while the time of day has not passed. */
function isAhead(day: Temporal.PlainDate, { now }: Seen, at: At | null): boolean {
  if (at === null) return !isBefore(day, now.toPlainDate())
  return isAfter(startOn(day, at), now)
}

/** The start at a time of day; 晚上12点 begins on the next day. */
export function startOn(day: Temporal.PlainDate, { time, shift }: At): Temporal.PlainDateTime {
  return day.add({ days: shift }).toPlainDateTime(time)
}

type Weekday = Extract<DaySaid, { by: 'weekday' }>

function weekdayMeant({ weekday, weeks }: Weekday, seen: Seen, at: At | null): Dayed {
  const today = seen.now.toPlainDate()
  const ofThisWeek = today.add({ days: weekday - today.dayOfWeek })
  if (typeof weeks === 'number') return sure(ofThisWeek.add({ days: weeks * WEEK }))
  const ofNextWeek = ofThisWeek.add({ days: WEEK })
  if (weeks === 'near') return sure(isAhead(ofThisWeek, seen, at) ? ofThisWeek : ofNextWeek)
  // 下个周三: the next Wednesday and that of the next week are the same from Wednesday on.
  return !isAfter(ofThisWeek, today) ? sure(ofNextWeek) : unsure('contradiction', [ofThisWeek, ofNextWeek])
}

type Teaching = Extract<DaySaid, { by: 'teaching' }>

function teachingMeant({ week, weekday }: Teaching, seen: Seen): Dayed {
  const monday = teachingMonday(week, seen)
  return monday === null ? unsure('week') : sure(monday.add({ days: weekday - 1 }))
}

/** The Monday of a teaching week: in the term that goes on, else in the next one; null outside. */
function teachingMonday(week: number, { now, terms }: Seen): Temporal.PlainDate | null {
  const today = now.toPlainDate()
  const term = inOrder(terms).find((one) => isBefore(today, endOf(one)))
  if (term === undefined || !(week >= 1 && week <= term.weeks)) return null
  return term.week1Monday.add({ days: (week - 1) * WEEK })
}

function inOrder(terms: readonly Term[]): Term[] {
  return terms.toSorted((one, other) => Temporal.PlainDate.compare(one.week1Monday, other.week1Monday))
}

/** The day after its last. */
function endOf({ week1Monday, weeks }: Term): Temporal.PlainDate {
  return week1Monday.add({ days: weeks * WEEK })
}

function isInTerm(day: Temporal.PlainDate, term: Term): boolean {
  const { compare } = Temporal.PlainDate
  return compare(day, term.week1Monday) >= 0 && compare(day, endOf(term)) < 0
}

/** The terms that a name may mean: one, or none that is known. */
export function termsCalled({ which, year }: TermSaid, { now, terms }: Seen): Term[] {
  const today = now.toPlainDate()
  const { compare } = Temporal.PlainDate
  const ordered = inOrder(terms)
  if (which === 'this') return ordered.filter((term) => isInTerm(today, term))
  if (which === 'next') return ordered.filter((term) => compare(term.week1Monday, today) > 0).slice(0, 1)
  if (which === 'last') return ordered.filter((term) => compare(endOf(term), today) <= 0).slice(-1)
  const ofSeason = ordered.filter(
    ({ week1Monday }) =>
      isSpring(week1Monday) === (which === 'spring') && (year === null || yearBegun(week1Monday) === year),
  )
  return ofSeason.filter((term) => year !== null || compare(today, endOf(term)) < 0).slice(0, 1)
}

function isSpring({ month }: Temporal.PlainDate): boolean {
  return month < 7
}

// The school year of a spring term began in the year before.
function yearBegun(monday: Temporal.PlainDate): number {
  return monday.year - (isSpring(monday) ? 1 : 0)
}

type DateSaid = Extract<DaySaid, { by: 'date' }>

function dateMeant({ year, month, day }: DateSaid, seen: Seen, at: At | null): Dayed {
  const today = seen.now.toPlainDate()
  const years = { this: today.year, next: today.year + 1, last: today.year - 1 }
  if (year !== null) {
    const date = dateIn(typeof year === 'number' ? year : years[year], month, day)
    return date === null ? unsure('impossible') : sure(date)
  }
  const near = [-1, 0, 1].flatMap((years) => dateIn(today.year + years, month, day) ?? [])
  const next = near.find((date) => isAhead(date, seen, at))
  if (next !== undefined && !isAfter(next, today.add(FAR))) return sure(next)
  // 11月20日 said on the 23rd is the one three days ago.
  const last = near.findLast((date) => !isAhead(date, seen, at))
  const isRecent = last !== undefined && !isBefore(last, today.subtract(RECENT))
  return isRecent ? sure(last) : unsure('far', [last ?? [], next ?? []].flat())
}

type NumberSaid = Extract<DaySaid, { by: 'number' }>

function numberMeant({ months, day }: NumberSaid, seen: Seen, at: At | null): Dayed {
  const today = seen.now.toPlainDate()
  const inMonth = (offset: number) => {
    const { year, month } = today.toPlainYearMonth().add({ months: offset })
    return dateIn(year, month, day)
  }
  if (months !== null) {
    const date = inMonth(months)
    return date === null ? unsure('impossible') : sure(date)
  }
  const here = inMonth(0)
  if (here !== null && isAhead(here, seen, at)) return sure(here)
  const next = inMonth(1)
  // 31号 said in November, or on January 31st: the next one is not in the next month alone.
  if (here === null || next === null) return unsure('contradiction', [next ?? inMonth(2) ?? []].flat())
  return sure(next)
}

type Nth = Extract<DaySaid, { by: 'nth' }>

function nthMeant({ nth, weekday, of }: Nth, seen: Seen, at: At | null): Dayed {
  const month = seen.now.toPlainDate().toPlainYearMonth()
  if ('months' in of) {
    const day = nthIn(month.add(of), nth, weekday)
    return day === null ? unsure('impossible') : sure(day)
  }
  if (!(of.month >= 1 && of.month <= 12)) return unsure('impossible')
  const { year } = month
  const near = [year, year + 1].flatMap(
    (one) => nthIn(month.with({ year: one, month: of.month }), nth, weekday) ?? [],
  )
  const next = near.find((day) => isAhead(day, seen, at))
  if (next === undefined) return unsure('impossible')
  const isNear = !isAfter(next, seen.now.toPlainDate().add(FAR))
  return isNear ? sure(next) : unsure('far', [next])
}

function nthIn(
  month: Temporal.PlainYearMonth,
  nth: number | 'last',
  weekday: number,
): Temporal.PlainDate | null {
  const first = month.toPlainDate({ day: 1 })
  const offset = (weekday - first.dayOfWeek + WEEK) % WEEK
  const count = Math.ceil((month.daysInMonth - offset) / WEEK)
  const which = nth === 'last' ? count : nth
  return which >= 1 && which <= count ? first.add({ days: offset + (which - 1) * WEEK }) : null
}

function dateIn(year: number, month: number, day: number): Temporal.PlainDate | null {
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month })
  return day >= 1 && day <= daysInMonth ? Temporal.PlainDate.from({ year, month, day }) : null
}

/** Whether a day can also be called that: 周三 beside 12月2日, 2号 beside 下周三. */
export function isCalled(day: Temporal.PlainDate, said: DaySaid, seen: Seen): boolean {
  if (said.by === 'weekday' && said.weeks === 'near') return day.dayOfWeek === said.weekday
  if (said.by === 'number' && said.months === null) return day.day === said.day
  if (said.by === 'date' && said.year === null) return day.month === said.month && day.day === said.day
  const meant = dayMeant(said, seen, null)
  return meant.ok ? meant.day.equals(day) : meant.choices.some((choice) => choice.equals(day))
}

/** Whether a day keeps a limit such as 12月 or 第13周. */
export function isWithin(day: Temporal.PlainDate, limit: Limit, seen: Seen): boolean {
  const today = seen.now.toPlainDate()
  switch (limit.of) {
    case 'month':
      return day.month === limit.month
    case 'months':
      return day.toPlainYearMonth().equals(today.toPlainYearMonth().add({ months: limit.months }))
    case 'year':
      return day.year === limit.year
    case 'years':
      return day.year === today.year + limit.years
    case 'teaching':
      return isInWeek(day, teachingMonday(limit.week, seen))
    case 'term':
      return termsCalled(limit.term, seen).some((term) => isInTerm(day, term))
    case 'weeks':
      return isInWeek(day, today.subtract({ days: today.dayOfWeek - 1 }).add({ days: limit.weeks * WEEK }))
  }
}

function isInWeek(day: Temporal.PlainDate, monday: Temporal.PlainDate | null): boolean {
  if (monday === null) return false
  const { days } = monday.until(day, { largestUnit: 'days' })
  return days >= 0 && days < WEEK
}
