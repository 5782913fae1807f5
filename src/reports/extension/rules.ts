import { dateOf, instantOf } from '../../time/dates.ts'
import { isAfter, isBefore, later } from '../../time/order.ts'
import type { Application } from '../applications/types.ts'
import { isOwed } from '../rules.ts'
import type { Request } from '../types.ts'
import type { ExtensionRefusal } from './types.ts'

/** The first and the last day that may be chosen as the new deadline. */
export type Days = { first: Temporal.PlainDate; last: Temporal.PlainDate }

/** Days after both the deadline and today, `days` at most. */
export function daysOffered(
  dueAt: Temporal.Instant,
  { today, days, zone }: { today: Temporal.PlainDate; days: number; zone: string },
): Days {
  const base = later(dateOf(dueAt, zone), today)
  return { first: base.add({ days: 1 }), last: base.add({ days }) }
}

/** Whether a day is among those. */
export function isOffered(day: Temporal.PlainDate, { first, last }: Days): boolean {
  return !isBefore(day, first) && !isAfter(day, last)
}

/** The same time of day on another day. */
export function onDay(dueAt: Temporal.Instant, day: Temporal.PlainDate, zone: string): Temporal.Instant {
  const time = dueAt.toZonedDateTimeISO(zone).toPlainTime()
  return instantOf(day.toPlainDateTime(time), zone)
}

/** Why nobody can apply for another day: it is owed no more or overdue, was put off, or somebody has applied before. */
export function refusalToAsk(
  request: Pick<Request, 'state' | 'extended' | 'dueAt'>,
  {
    before,
    days,
    now,
  }: { before: Pick<Application, 'state'> | undefined; days: number; now: Temporal.Instant },
): ExtensionRefusal | null {
  if (!isOwed(request)) return 'settled'
  if (days === 0) return 'notOffered'
  if (request.extended || before?.state === 'granted') return 'extended'
  if (before !== undefined) return before.state
  return isAfter(now, request.dueAt) ? 'late' : null
}
