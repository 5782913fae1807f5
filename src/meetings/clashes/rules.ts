import { type MeetingType, typeName } from '../../../config/college.ts'
import { type Calendar, isWorkday } from '../../time/calendar.ts'
import { committeeDueOf } from '../rules.ts'
import type { Meeting } from '../types.ts'
import type { Clashes, Span } from './types.ts'

/** Nothing stands against it. */
export const CLEAR: Clashes = { found: [], free: [], together: [], again: [] }

/** Places that take in any number of meetings at once. */
const NOWHERE = /^$|^(待定|另行通知)$|线上|云会议|腾讯会议|飞书会议|钉钉/

/** Working hours in which another time is proposed, and how far apart starts are tried. */
const DAY = { opens: Temporal.PlainTime.from('08:00'), closes: Temporal.PlainTime.from('18:00') }
const STEP = { minutes: 30 }
const MOST_PROPOSED = 3
/** How many days on another time is looked for. */
export const DAYS_SEARCHED = 14

/** Whether two stretches of time have a moment in common; one that begins when the other ends has none. */
export function overlaps(one: Span, other: Span): boolean {
  return isBefore(one.startsAt, other.endsAt) && isBefore(other.startsAt, one.endsAt)
}

/** Whether both need the same room, however its name is spaced or its digits are typed. */
export function needSamePlace(one: string, other: string): boolean {
  return placeName(one) === placeName(other) && !NOWHERE.test(placeName(one))
}

function placeName(place: string): string {
  return place.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** Whether two overlapping meetings are one sitting of several types: the same people in the same place. */
export function isOneSitting(one: Sat, other: Sat, known: readonly MeetingType[]): boolean {
  const samePeople = isForSame(one, other) && committeeDueOf(one, known) === committeeDueOf(other, known)
  const sameType = isOfSameType(one, other, known)
  return !sameType && samePeople && placeName(one.place) === placeName(other.place) && overlaps(one, other)
}

/** Whether two records may be of one and the same meeting: of one type and for the same people. */
export function mayBeSame(one: Sat, other: Sat, known: readonly MeetingType[]): boolean {
  return isForSame(one, other) && isOfSameType(one, other, known)
}

function isForSame(one: Sat, other: Sat): boolean {
  return JSON.stringify(one.audience) === JSON.stringify(other.audience)
}

function isOfSameType(one: Sat, other: Sat, known: readonly MeetingType[]): boolean {
  const namesOf = ({ types }: Sat) => types.map((type) => typeName(known, type))
  return namesOf(one).some((name) => namesOf(other).includes(name))
}

type Sat = Span & Pick<Meeting, 'types' | 'audience' | 'place'>

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
  const first = from.toZonedDateTimeISO(zone).toPlainDate()
  for (let day = 0; day <= DAYS_SEARCHED; day++) {
    const date = first.add({ days: day })
    if (!isWorkday(calendar, date)) continue
    const at = (plainTime: Temporal.PlainTime) => date.toZonedDateTime({ timeZone: zone, plainTime })
    for (let start = at(DAY.opens); ; start = start.add(STEP)) {
      const end = start.add(length)
      if (Temporal.ZonedDateTime.compare(end, at(DAY.closes)) > 0) break
      if (isBefore(start.toInstant(), from)) continue
      yield { startsAt: start.toInstant(), endsAt: end.toInstant() }
    }
  }
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
