import { dateOf, instantOf } from './dates.ts'
import { addWorkdays, type Calendar } from './calendar.ts'

/** A moment before a start: so many working days before it at a time of day, or a duration before it. */
export type BeforeRule =
  | { kind: 'workdays'; workdays: number; at: Temporal.PlainTime }
  | { kind: 'duration'; before: Temporal.Duration }

/** A moment after an end: so many days or working days later at a time of day, or a duration after it. */
export type AfterRule =
  | { kind: 'days'; days: number; at: Temporal.PlainTime }
  | { kind: 'workdays'; workdays: number; at: Temporal.PlainTime }
  | { kind: 'duration'; after: Temporal.Duration }

/** Where a rule is worked out: the college's zone and calendar. */
export type Where = { zone: string; calendar: Calendar }

/** Until when people are asked to answer for a meeting with that start. */
export function answerBy(start: Temporal.Instant, rule: BeforeRule, where: Where): Temporal.Instant {
  if (rule.kind === 'duration') return shift(start, rule.before.negated(), where.zone)
  const day = dateOf(start, where.zone)
  const due = addWorkdays(where.calendar, day, -rule.workdays)
  return instantOf(due.toPlainDateTime(rule.at), where.zone)
}

/** Until when the report is due for a meeting with that end. */
export function reportDue(end: Temporal.Instant, rule: AfterRule, where: Where): Temporal.Instant {
  if (rule.kind === 'duration') return shift(end, rule.after, where.zone)
  const day = dateOf(end, where.zone)
  const due =
    rule.kind === 'days' ? day.add({ days: rule.days }) : addWorkdays(where.calendar, day, rule.workdays)
  return instantOf(due.toPlainDateTime(rule.at), where.zone)
}

/** The instant a duration away, where a day keeps its time of day in the zone. */
export function shift(instant: Temporal.Instant, by: Temporal.Duration, zone: string): Temporal.Instant {
  return instant.toZonedDateTimeISO(zone).add(by).toInstant()
}
