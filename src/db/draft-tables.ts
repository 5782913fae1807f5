import type { ColumnType, Generated } from 'kysely'

/** The table of meetings that people are about to call. */
export interface DraftTables {
  meetings_drafts: Drafts
}

/** One row for each card. */
interface Drafts {
  /** That of the meeting once it is booked. */
  id: Generated<string>
  /** What began it; the same again begins no second one. */
  key: string
  by_id: string
  /** How far it has come. Written as text, read as whatever it holds. */
  stage: ColumnType<unknown, string, string>
  at: Temporal.Instant
}
