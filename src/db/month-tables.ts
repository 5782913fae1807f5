import type { Generated } from 'kysely'

type Instant = Temporal.Instant

/** The tables of the month's cards. */
export interface MonthTables {
  /** One card for each chat and month, `yyyy-mm`. */
  meetings_months: { chat: string; month: string; at: Instant }
  /** Which plan of which meeting it told of. */
  meetings_month_rows: { meeting_id: string; version: number; chat: string; month: string }
  /** Each start that a meeting was known by, and since when; `n` counts them. */
  meetings_starts: {
    meeting_id: string
    n: number
    branch_id: string | null
    starts_at: Instant
    known_at: Instant
  }
  /** The day since which the imported past is whole. */
  meetings_past: { one: Generated<boolean>; since: string }
}
