import type { Tx } from '../../db/tables.ts'

/** The part's glossary: quota 月度额度, calls of one kind 一类接口 on one day. */
export type DayCalls = { day: Temporal.PlainDate; api: string; calls: number }

/** The platform's calls since a day; handed down by the router, for a feature does not see the platform. */
export type CallsSince = (tx: Tx, from: Temporal.PlainDate) => Promise<DayCalls[]>

/** How a month stands: what was used, by kind, the most used first, and what it will be at the end of the month. */
export type QuotaStatus = {
  month: Temporal.PlainYearMonth
  monthly: number
  used: number
  projected: number
  byKind: { api: string; calls: number }[]
}
