import type { Generated } from 'kysely'

type Instant = Temporal.Instant

/** The tables of records that are handed out as files. */
export interface RecordTables {
  reports_exports: Exports
  /** Signed records that came back; `file_id` is a file or a picture. */
  reports_scans: { request_id: string; file_id: string; by_id: string; at: Instant }
}

/** A file that somebody asked for: of one record, of answers, or of a branch's term as part of a batch. */
interface Exports {
  id: Generated<string>
  request_id: string | null
  /** Of all that was answered about one thing. */
  about_kind: Generated<string | null>
  about_id: Generated<string | null>
  batch: string | null
  /** Of a batch; null: the college's own records. */
  branch_id: string | null
  term: string | null
  member_id: string
  asked_at: Instant
  attempts: Generated<number>
  /** Real time before which nobody looks at it again. */
  look_at: Generated<Instant>
  ended: string | null
  ended_at: Instant | null
  /** How many records it holds, and how many are missing. */
  filed: number | null
  missing: number | null
}
