import type { ColumnType, Generated } from 'kysely'

/** The tables of meetings that people are about to call, or are at work on; named while they were a part of `meetings`. */
export interface PlanningTables {
  meetings_drafts: Drafts
  meetings_changes: Changes
}

/** One row for each card. */
interface Drafts {
  /** That of the meeting once it is booked. */
  id: Generated<string>
  /** The event that began it, unique: repeated, it begins no second one. */
  key: string
  by_id: string
  /** How far it has come. Written as text, read as whatever it holds. */
  stage: ColumnType<unknown, string, string>
  at: Temporal.Instant
}

/** People at work on meetings, one row for each card. */
interface Changes {
  id: Generated<string>
  /** The event that began it, unique: repeated, it begins no second one. */
  key: string
  by_id: string
  meeting_id: string
  /** How far it has come. */
  stage: ColumnType<unknown, string, string>
  at: Temporal.Instant
}
