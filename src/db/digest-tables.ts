import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant
/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>

/** The weekly digests and what they counted. */
export interface DigestTables {
  digest_weeks: Weeks
  /** A part, and the rows that its numbers count; null: made before these were kept. */
  digest_rows: { key: string; branch_id: string; row: Json; counted: Json | null }
  digest_receipts: Receipts
  digest_orders: Orders
  /** Why a part could not be counted, the last time that it was tried. */
  digest_troubles: { key: string; part_id: string; reason: string; at: Instant }
  /** Previews of whom an administrator reminds by hand, and what came of each. */
  digest_nudges: Nudges
  /** What a digest said; never changed. */
  digest_snapshots: { key: string; scope: string; body: Json; hash: string; made_at: Instant }
}

/** That a digest was sent to a scope, such as `college`: once. */
interface Receipts {
  key: string
  scope: string
  hash: string
  letter_id: string
  at: Instant
}

/** What an administrator asked to be sent. */
interface Orders {
  id: string
  key: string
  what: string
  reason: string
  by_id: string
  asked_at: Instant
  state: Generated<string>
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
  /** When the administrators heard that it did not go out. */
  told_at: Generated<Instant | null>
}

interface Nudges {
  id: string
  digest: string
  member_id: string
  opened_at: Instant
  state: string
  ended_at: Instant | null
  people: Generated<number>
  records: Generated<number>
}
