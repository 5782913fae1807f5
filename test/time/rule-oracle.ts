import fc from 'fast-check'
import type { Recurrence } from '../../src/time/recurrence.ts'

const NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** A rule in parts, as RFC 5545 defines them; weekdays from 1, `nth` 0 for every one of the month. */
export type Parts = {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  interval: number
  byDay: { nth: number; weekday: number }[]
  byMonthDay: number[]
  byMonth: number[]
  count: number | null
  since: Temporal.PlainDate
}

/** The rule as text. */
export function ruleOf({ freq, interval, byDay, byMonthDay, byMonth, count, since }: Parts): Recurrence {
  const days = byDay.map(({ nth, weekday }) => `${nth === 0 ? '' : nth}${NAMES[weekday - 1]}`)
  const parts = [
    `FREQ=${freq}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(days.length === 0 ? [] : [`BYDAY=${days.join()}`]),
    ...(byMonthDay.length === 0 ? [] : [`BYMONTHDAY=${byMonthDay.join()}`]),
    ...(byMonth.length === 0 ? [] : [`BYMONTH=${byMonth.join()}`]),
    ...(count === null ? [] : [`COUNT=${count}`]),
  ]
  return { rrule: parts.join(';'), since }
}

/** Its days until a day, found by asking every single day whether the rule names it. */
export function* daysByDefinition(parts: Parts, to: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  let left = parts.count ?? Number.POSITIVE_INFINITY
  for (
    let day = parts.since;
    left > 0 && Temporal.PlainDate.compare(day, to) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (!isNamed(parts, day)) continue
    left -= 1
    yield day
  }
}

function isNamed(parts: Parts, day: Temporal.PlainDate): boolean {
  if (parts.byMonth.length > 0 && !parts.byMonth.includes(day.month)) return false
  return isInPeriod(parts, day) && isOnDay(parts, day)
}

function isInPeriod({ freq, interval, since }: Parts, day: Temporal.PlainDate): boolean {
  if (freq === 'DAILY') return since.until(day, { largestUnit: 'days' }).days % interval === 0
  if (freq === 'MONTHLY') return ((day.year - since.year) * 12 + day.month - since.month) % interval === 0
  const monday = (each: Temporal.PlainDate) => each.subtract({ days: each.dayOfWeek - 1 })
  return (monday(since).until(monday(day), { largestUnit: 'days' }).days / 7) % interval === 0
}

function isOnDay({ freq, byDay, byMonthDay, since }: Parts, day: Temporal.PlainDate): boolean {
  const fromEnd = day.day - day.daysInMonth - 1
  const onWeekday = byDay.some(({ nth, weekday }) => {
    if (weekday !== day.dayOfWeek) return false
    return nth === 0 || nth === Math.ceil(day.day / 7) || nth === -Math.ceil(-fromEnd / 7)
  })
  const onMonthDay = byMonthDay.some((each) => each === day.day || each === fromEnd)
  if (byDay.length > 0 && byMonthDay.length > 0) return onWeekday && onMonthDay
  if (byDay.length > 0) return onWeekday
  if (byMonthDay.length > 0) return onMonthDay
  if (freq === 'DAILY') return true
  return freq === 'WEEKLY' ? day.dayOfWeek === since.dayOfWeek : day.day === since.day
}

const none = fc.constant<never[]>([])
const month = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 })
const monthDay = fc.uniqueArray(
  fc.integer({ min: -31, max: 31 }).filter((each) => each !== 0),
  { maxLength: 3 },
)
const weekday = fc.integer({ min: 1, max: 7 })
const plain = fc.uniqueArray(
  weekday.map((each) => ({ nth: 0, weekday: each })),
  { maxLength: 4, selector: (each) => each.weekday },
)
const ordinal = fc.uniqueArray(fc.record({ nth: fc.constantFrom(-2, -1, 0, 1, 2, 3, 4, 5), weekday }), {
  maxLength: 3,
  selector: (each) => `${each.nth}${each.weekday}`,
})

/** A day between 2024 and 2031. */
export const aDay = fc
  .integer({ min: 0, max: 2600 })
  .map((add) => Temporal.PlainDate.from('2024-01-01').add({ days: add }))

const rest = {
  interval: fc.constantFrom(1, 1, 1, 2, 3),
  byMonth: fc.oneof(none, month),
  count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
  since: aDay,
}

/** Rules of every kind. */
export const someParts: fc.Arbitrary<Parts> = fc.oneof(
  fc.record({ freq: fc.constant('DAILY'), byDay: plain, byMonthDay: monthDay, ...rest }),
  fc.record({ freq: fc.constant('WEEKLY'), byDay: plain, byMonthDay: none, ...rest }),
  fc.record({ freq: fc.constant('MONTHLY'), byDay: ordinal, byMonthDay: none, ...rest }),
  fc.record({ freq: fc.constant('MONTHLY'), byDay: none, byMonthDay: monthDay, ...rest }),
  fc.record({ freq: fc.constant('MONTHLY'), byDay: plain, byMonthDay: monthDay, ...rest }),
)
