import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant
/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>

/** The weekly digests and what they counted. */
export interface DigestTables {
  digest_weeks: Weeks
  digest_rows: { key: string; branch_id: string; row: Json }
  /** What a digest said; never changed. */
  digest_snapshots: { key: string; scope: string; body: Json; hash: string; made_at: Instant }
}

interface Weeks {
  key: string
  week: string
  from_at: Instant
  to_at: Instant
  due_at: Instant
  look_at: Generated<Instant>
  ended_at: Instant | null
  /** How often it was begun. */
  attempts: Generated<number>
}
