import { isAfter } from './order.ts'
import { RRuleTemporal } from 'rrule-temporal'

/** Where a rule counts from that needs no beginning of its own: a Monday and the first of a year, long past. */
const ANCHOR = Temporal.PlainDate.from('2001-01-01')

/** A rule of RFC 5545 without its beginning, and the day from which it counts when it needs one. */
export type Recurrence = { rrule: string; since: Temporal.PlainDate | null }

/**
 * The days of a rule from `from` to `to`, both included, in order. A rule names days; the time of day is kept beside it, on
 * the wall clock, so that no transition of a zone can shift or drop an occurrence. Throws what is wrong with the rule.
 */
export function ruleDays(
  rule: Recurrence,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Temporal.PlainDate[] {
  if (isAfter(from, to)) return []
  const found = opened(rule).between(midnight(from), midnight(to), true)
  return found.map((at) => at.toPlainDate())
}

/** The first day of a rule; null when it never comes. Throws what is wrong with the rule. */
export function firstRuleDay(rule: Recurrence): Temporal.PlainDate | null {
  const first = midnight(rule.since ?? ANCHOR)
  return opened(rule).next(first, true)?.toPlainDate() ?? null
}

function opened({ rrule, since }: Recurrence): RRuleTemporal<Temporal.ZonedDateTime> {
  const dtstart = midnight(since ?? ANCHOR)
  return new RRuleTemporal({ rruleString: rrule, dtstart, strict: true, temporal: Temporal })
}

// A day is a day in every zone: rules are worked out where no day is longer than another.
function midnight(day: Temporal.PlainDate): Temporal.ZonedDateTime {
  return day.toZonedDateTime('UTC')
}
