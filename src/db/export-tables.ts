import type { Generated } from 'kysely'

/** The table of files with names that people want. */
export interface ExportTables {
  exports_requests: ExportRequests
}

interface ExportRequests {
  id: Generated<string>
  /** What it is, and which, in the words of the feature that makes it. */
  kind: string
  ref: string
  title: string
  member_id: string
  asked_at: Temporal.Instant
  state: string
  /** Why, once it was said; emptied when its time is over. */
  reason: string | null
  names: number | null
  decided_by_id: string | null
  decided_at: Temporal.Instant | null
}
