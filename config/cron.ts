import { dateOf, instantOf } from '../src/time/dates.ts'
import { isAfter } from '../src/time/order.ts'

/** A cron expression of six fields, seconds first, and the zone in which it is read. */
export type Timed = { cron: string; zone: string }

/** Further than from any line's time to its next. */
const MOST_DAYS = 366
const MOST_SECONDS = 3_600

/** The line's next times after `from`. */
export function nextTimes(timed: Timed, from: Temporal.Instant, count: number): Temporal.Instant[] {
  const found: Temporal.Instant[] = []
  for (let last = from; found.length < count; ) {
    const next = nextTime(timed, last)
    found.push(next)
    last = next
  }
  return found
}

/** The line's last time at or before `until`. */
export function lastTime({ cron, zone }: Timed, until: Temporal.Instant): Temporal.Instant {
  const fields = read(cron)
  if (fields.hours === null) return step(fields, { zone, from: second(until), by: -1 })
  // A time of day that comes twice counts the first time, which may lie behind a clock that was put back past midnight.
  const tomorrow = dateOf(until, zone).add({ days: 1 })
  return search(cron, (days) => {
    const times = timesOn(fields, tomorrow.subtract({ days }), zone)
    return times.findLast((at) => !isAfter(at, until))
  })
}

function nextTime({ cron, zone }: Timed, after: Temporal.Instant): Temporal.Instant {
  const fields = read(cron)
  if (fields.hours === null) return step(fields, { zone, from: second(after).add({ seconds: 1 }), by: 1 })
  const yesterday = dateOf(after, zone).subtract({ days: 1 })
  return search(cron, (days) => {
    const times = timesOn(fields, yesterday.add({ days }), zone)
    return times.find((at) => isAfter(at, after))
  })
}

function search(cron: string, timeAfter: (days: number) => Temporal.Instant | undefined): Temporal.Instant {
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    const found = timeAfter(days)
    if (found !== undefined) return found
  }
  throw new Error(`“${cron}” does not come within a year`)
}

/**
 * The times of one day, in order. A time of day that the zone leaves out, when its clocks are put forward, comes as much
 * later as they were put; one that comes twice counts the first time.
 */
function timesOn({ hours, minutes, seconds, ...on }: Fields, day: Temporal.PlainDate, zone: string) {
  if (!has(on.days, day.day) || !has(on.months, day.month) || !has(on.weekdays, day.dayOfWeek % 7)) return []
  const times = (hours ?? []).flatMap((hour) =>
    all(minutes, 60).flatMap((minute) =>
      all(seconds, 60).map((s) => new Temporal.PlainTime(hour, minute, s)),
    ),
  )
  const instants = times.map((time) => instantOf(day.toPlainDateTime(time), zone))
  return instants.toSorted(Temporal.Instant.compare)
}

/** The first time of a line that comes in every hour, second by second from there. */
function step(
  { minutes, seconds }: Fields,
  { zone, from, by }: { zone: string; from: Temporal.Instant; by: 1 | -1 },
): Temporal.Instant {
  let at = from
  for (let nth = 0; nth <= MOST_SECONDS; nth += 1) {
    const local = at.toZonedDateTimeISO(zone)
    if (has(seconds, local.second) && has(minutes, local.minute)) return at
    at = at.add({ seconds: by })
  }
  throw new Error('this line does not come within an hour')
}

/** Null: every one. */
type Field = readonly number[] | null
type Fields = Record<'seconds' | 'minutes' | 'hours' | 'days' | 'months' | 'weekdays', Field>

function read(cron: string): Fields {
  const [seconds, minutes, hours, days, months, weekdays] = cron.split(' ').map(readField)
  return {
    seconds: seconds ?? null,
    minutes: minutes ?? null,
    hours: hours ?? null,
    days: days ?? null,
    months: months ?? null,
    weekdays: weekdays?.map((day) => day % 7) ?? null,
  }
}

function readField(text: string): Field {
  if (text === '*') return null
  const every = /^\*\/(\d+)$/.exec(text)?.[1]
  if (every !== undefined) return all(null, 60).filter((value) => value % Number(every) === 0)
  return text.split(',').map(Number)
}

function has(field: Field, value: number): boolean {
  return field === null || field.includes(value)
}

function all(field: Field, count: number): readonly number[] {
  return field ?? Array.from({ length: count }, (_, value) => value)
}

function second(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'second', roundingMode: 'floor' })
}
