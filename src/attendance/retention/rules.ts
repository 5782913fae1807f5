import type { Term } from '../../time/calendar.ts'
import { isBefore } from '../../time/order.ts'

const DAYS = 7

/**
 * The first day of which reasons are still kept: those of a term go when its end is so long ago, those of days outside
 * all terms when the day is. (domain §2.10)
 */
export function reasonsFrom(
  terms: readonly Term[],
  { today, keep }: { today: Temporal.PlainDate; keep: Temporal.Duration },
): Temporal.PlainDate {
  const day = today.subtract(keep)
  const running = terms.find(
    ({ week1Monday, weeks }) =>
      !isBefore(day, week1Monday) && isBefore(day, week1Monday.add({ days: weeks * DAYS })),
  )
  return running?.week1Monday ?? day
}
