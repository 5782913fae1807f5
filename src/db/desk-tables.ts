import type { ColumnType } from 'kysely'

type Instant = Temporal.Instant

/** The tables of the desk. */
export interface DeskTables {
  desk_pauses: Pauses
}

/** While it has no end, the messages of its scope are held. */
interface Pauses {
  /** Of the message that asked for it. */
  id: string
  /** A branch's id, or `college`. */
  scope: string
  begun_at: Instant
  begun_by: string
  ended_at: Instant | null
  ended_by: string | null
  /** What went out, and what had lapsed, when it ended. Written as text, read as whatever it holds. */
  released: ColumnType<unknown, string | null, string | null>
}
