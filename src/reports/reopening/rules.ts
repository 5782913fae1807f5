/** So far ahead a new deadline may lie. */
const MOST_DAYS = 60

/** The first and the last day until which something may be asked for again. */
export function daysFrom(today: Temporal.PlainDate): { first: Temporal.PlainDate; last: Temporal.PlainDate } {
  return { first: today.add({ days: 1 }), last: today.add({ days: MOST_DAYS }) }
}
