import { dateOf } from '../../time/dates.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { type Calendar, isWorkday } from '../../time/calendar.ts'
import { overlaps } from '../rules.ts'
import type { Span } from '../types.ts'
import type { Clashes } from './types.ts'

/** Nothing stands against it. */
export const CLEAR: Clashes = { found: [], free: [], together: [], again: [] }

/** Working hours in which another time is proposed, and how far apart starts are tried. */
const DAY = { opens: Temporal.PlainTime.from('08:00'), closes: Temporal.PlainTime.from('18:00') }
const STEP = { minutes: 30 }
const MOST_PROPOSED = 3
/** How many days on another time is looked for. */
export const DAYS_SEARCHED = 14

/** Where and from when another time is looked for, for a meeting of that length. */
export type Search = { from: Temporal.Instant; length: Temporal.Duration; zone: string; calendar: Calendar }

/** The first times on working days at which nothing of `taken` goes on; none overlaps another. */
export function freeTimes(search: Search, taken: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const span of spansFrom(search)) {
    if ([...taken, ...found].some((other) => overlaps(span, other))) continue
    if (found.push(span) === MOST_PROPOSED) break
  }
  return found
}

function* spansFrom({ from, length, zone, calendar }: Search): Generator<Span> {
  const first = dateOf(from, zone)
  for (let day = 0; day <= DAYS_SEARCHED; day++) {
    const date = first.add({ days: day })
    if (!isWorkday(calendar, date)) continue
    const at = (plainTime: Temporal.PlainTime) => date.toZonedDateTime({ timeZone: zone, plainTime })
    for (let start = at(DAY.opens); ; start = start.add(STEP)) {
      const end = start.add(length)
      if (isAfter(end, at(DAY.closes))) break
      if (isBefore(start.toInstant(), from)) continue
      yield { startsAt: start.toInstant(), endsAt: end.toInstant() }
    }
  }
}
