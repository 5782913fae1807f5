import { type Calendar, isWorkday } from '../../time/calendar.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { allowedFrom, type Quiet } from '../../time/silent.ts'

/** A weekly collection as its weeks follow from it: the first deadline, on the college's clock, and the last day. */
export type Weekly = { first: Temporal.PlainDateTime; until: Temporal.PlainDate }

const WEEK = 7
/** It is sent so many days before it is due, at this time. */
const AHEAD = 3
const SENT_AT = Temporal.PlainTime.from('09:00')

/**
 * By when the `week`th answer is due, counted from 0: a deadline on a day off moves to the working day before. Null for a
 * week without a working day; undefined when it is over.
 */
export function deadlineOf(
  { first, until }: Weekly,
  week: number,
  calendar: Calendar,
): Temporal.PlainDateTime | null | undefined {
  if (week === 0) return first
  const named = first.add({ days: WEEK * week })
  if (isAfter(named.toPlainDate(), until)) return undefined
  for (let back = 0; back < WEEK; back += 1) {
    const day = named.subtract({ days: back })
    if (isWorkday(calendar, day.toPlainDate())) return day
  }
  return null
}

/** When it is sent. */
export function sentAt(due: Temporal.PlainDateTime, quiet: Quiet): Temporal.Instant {
  const day = due.toPlainDate().subtract({ days: AHEAD })
  return allowedFrom(instantOf(day.toPlainDateTime(SENT_AT), quiet.zone), quiet)
}

/** How many times it is asked. */
export function timesOf(weekly: Weekly, calendar: Calendar): number {
  let [week, times] = [0, 0]
  for (;;) {
    const due = deadlineOf(weekly, week, calendar)
    if (due === undefined) return times
    if (due !== null) times += 1
    week += 1
  }
}
