import type { PlannedMeeting, Series } from '../../../config/college.ts'
import { MeetingId } from '../../ids.ts'
import { dateOf, instantOf } from '../../time/dates.ts'
import { earlier, isBefore, later } from '../../time/order.ts'
import { type Calendar, isWorkday, nextWorkday, previousWorkday, workdayFrom } from '../../time/calendar.ts'
import { ruleDays } from '../../time/recurrence.ts'
import type { Kept, Occurrence, Proposal, Steps } from './types.ts'

/** How far ahead every occurrence is planned. */
const AHEAD = { weeks: 8 }

type Span = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/**
 * The occurrences whose own dates lie between two days, both included. One that its shift would bring onto, or past,
 * another date of the rule is not held: no two of a series fall on the same day, and the one at home there stays.
 */
export function occurrencesOf(series: Series, span: Span, calendar: Calendar): Occurrence[] {
  return datesOf(series, span).flatMap((date) => {
    const on = heldOn(date, series.dayOff, calendar)
    if (on === null) return []
    const [from, to] = [earlier(date, on), later(date, on)]
    return datesOf(series, { from, to }).length > 1 ? [] : [{ date, on }]
  })
}

function datesOf({ rrule, from: first, until }: Series, { from, to }: Span): Temporal.PlainDate[] {
  return ruleDays({ rrule, since: first }, { from, to: until === null ? to : earlier(to, until) })
}

function heldOn(
  date: Temporal.PlainDate,
  dayOff: Series['dayOff'],
  calendar: Calendar,
): Temporal.PlainDate | null {
  if (isWorkday(calendar, date) || dayOff === 'same-day') return date
  if (dayOff === 'skip') return null
  return dayOff === 'next-workday' ? workdayFrom(calendar, date) : previousWorkday(calendar, date)
}

/** An occurrence's id follows from the rule alone, so that it is planned once, whoever plans: `day-B01-20261209`. */
export function occurrenceId({ id }: Pick<Series, 'id'>, date: Temporal.PlainDate): MeetingId {
  return MeetingId.parse(`${id}-${date.toString().replaceAll('-', '')}`)
}

/** What is worked out from: when, where, and by which calendar. */
export type Planner = { now: Temporal.Instant; zone: string; calendar: Calendar }

/**
 * What has to be done so that eight weeks ahead are planned as the series says. What has begun, or was changed by a
 * person, stays as it is; of what the series names no more, only what is still to come is gone.
 */
export function stepsFor(series: Series, kept: readonly Kept[], planner: Planner): Steps {
  const span = reachOf(kept, planner)
  const occurrences = occurrencesOf(series, span, planner.calendar)
  const known = new Map(kept.map((one) => [one.id, one]))
  const book = occurrences
    .map(({ date, on }): Proposal => ({ planned: meetingOn(series, { date, on }), date }))
    .filter(({ planned }) => isAhead(planned, planner) && mayPlan(known.get(planned.id), planned, planner))
  const named = new Set(occurrences.map(({ date }) => occurrenceId(series, date)))
  const gone = kept.filter((one) => isOpen(one, planner) && one.state === 'scheduled' && !named.has(one.id))
  return { book, gone: gone.map(({ id }) => id), days: datesOf(series, span) }
}

/** The first own date that may be held today or later: what is named by the last working day is held by then. */
export function reachFrom({ now, zone, calendar }: Planner): Temporal.PlainDate {
  return previousWorkday(calendar, dateOf(now, zone)).add({ days: 1 })
}

/** Own dates that may be held within reach, and those of what is planned already. */
function reachOf(kept: readonly Kept[], planner: Planner): Span {
  const { now, zone, calendar } = planner
  const from = reachFrom(planner)
  const to = nextWorkday(calendar, dateOf(now, zone).add(AHEAD))
  const dates = kept.filter(({ startsAt }) => isBefore(now, startsAt)).map(({ date }) => date)
  return { from: dates.reduce(earlier, from), to: dates.reduce(later, to) }
}

function meetingOn(series: Series, { date, on }: Occurrence): PlannedMeeting {
  const { id: _, rrule: _rule, at, dayOff: _off, from: _from, until: _until, ...same } = series
  const start = on.toPlainDateTime(at)
  return { id: occurrenceId(series, date), start, ...same, movedFrom: null, cancelled: null }
}

/** A proposal as it is kept and compared. */
export function proposalText(planned: PlannedMeeting): string {
  return JSON.stringify(planned)
}

/** Whether a proposal is still to be carried out: it is new, or another one than before about what nobody touched. */
export function mayPlan(
  kept: Kept | undefined,
  planned: PlannedMeeting,
  planner: Pick<Planner, 'now'>,
): boolean {
  if (kept === undefined) return true
  return isOpen(kept, planner) && !kept.edited && kept.proposed !== proposalText(planned)
}

function isOpen({ state, startsAt }: Kept, { now }: Pick<Planner, 'now'>): boolean {
  return (state === 'scheduled' || state === 'cancelled') && isBefore(now, startsAt)
}

function isAhead({ start }: PlannedMeeting, { now, zone }: Planner): boolean {
  return isBefore(now, instantOf(start, zone))
}
