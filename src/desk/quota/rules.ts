import type { DayCalls, QuotaStatus } from './types.ts'
import { earlier, isBefore } from '../../time/order.ts'

/** Administrators are told once when so much of a month's quota is used. */
const NEAR = 0.8
/** The rest of the month is expected to go on as the last days did. */
const LOOKS_BACK_DAYS = 7

/** Whether 统计 asks for the month's calls. */
export function isQuotaAsked(text: string): boolean {
  return ['配额', 'quota'].includes(text.trim().toLowerCase())
}

/** The first day that the status is worked out from. */
export function countedFrom(now: Temporal.ZonedDateTime): Temporal.PlainDate {
  return earlier(now.toPlainDate().with({ day: 1 }), backFrom(now))
}

function backFrom(now: Temporal.ZonedDateTime): Temporal.PlainDate {
  return now.toPlainDate().subtract({ days: LOOKS_BACK_DAYS - 1 })
}

/** The month of `now`: used so far, and the pace of the last days carried on to its end. */
export function quotaStatus(
  calls: readonly DayCalls[],
  { now, monthly }: { now: Temporal.ZonedDateTime; monthly: number },
): QuotaStatus {
  const month = now.toPlainDate().toPlainYearMonth()
  const inMonth = calls.filter(({ day }) => day.toPlainYearMonth().equals(month))
  const used = sum(inMonth)
  const endsAt = month.add({ months: 1 }).toPlainDate({ day: 1 }).toZonedDateTime(now.timeZoneId)
  const left = now.until(endsAt).total({ unit: 'days', relativeTo: now })
  const byKind = [...Map.groupBy(inMonth, ({ api }) => api)]
    .map(([api, some]) => ({ api, calls: sum(some) }))
    .toSorted((a, b) => b.calls - a.calls || a.api.localeCompare(b.api))
  return { month, monthly, used, projected: used + Math.round(paceOf(calls, now) * left), byKind }
}

/** Calls a day, over the last days in which any were counted; less than a day counts as one. */
function paceOf(calls: readonly DayCalls[], now: Temporal.ZonedDateTime): number {
  const recent = calls.filter(({ day }) => !isBefore(day, backFrom(now)))
  const [first] = recent.map(({ day }) => day).toSorted(Temporal.PlainDate.compare)
  if (first === undefined) return 0
  const since = first.toZonedDateTime(now.timeZoneId)
  return sum(recent) / Math.max(1, since.until(now).total({ unit: 'days', relativeTo: since }))
}

function sum(calls: readonly Pick<DayCalls, 'calls'>[]): number {
  return calls.reduce((total, one) => total + one.calls, 0)
}

/** Whether administrators are told that the quota is nearly used. */
export function isNear({ used, monthly }: Pick<QuotaStatus, 'used' | 'monthly'>): boolean {
  return used >= monthly * NEAR
}
