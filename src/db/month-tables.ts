type Instant = Temporal.Instant

/** The tables of the month's cards. */
export interface MonthTables {
  /** One card for each chat and month, `yyyy-mm`. */
  meetings_months: { chat: string; month: string; at: Instant }
  /** Which plan of which meeting it told of. */
  meetings_month_rows: { meeting_id: string; version: number; chat: string; month: string }
}
