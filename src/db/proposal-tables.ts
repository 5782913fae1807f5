import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant
/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>

/** What becomes of the versions of the college's files. */
export interface ProposalTables {
  roster_proposals: Proposals
  roster_changes: { id: Generated<string>; at: Instant; content: Json }
}

/** A version of the files that is, or was, not in force. */
interface Proposals {
  version: string
  state: string
  /** Its faults, or what it would take away. */
  content: Json
  /** How often it was asked about: it may go, and come again. */
  asked: Generated<number>
  since: Instant
  decided_by: string | null
}
