import type { Generated } from 'kysely'

type Instant = Temporal.Instant

/** The table of files of figures that people want. */
export interface WorkbookTables {
  workbooks_orders: WorkbookOrders
}

interface WorkbookOrders {
  id: Generated<string>
  /** Null: the college with all its branches, or in a part its own meetings alone. */
  branch_id: string | null
  /** The order whose file was too large, of which this makes a part; parts stand in the order of `place`, then of their days. */
  whole_id: string | null
  place: Generated<number>
  /** The file that a part has become. */
  file_id: string | null
  /** From this day until before the other, as `yyyy-mm-dd`. */
  from_on: string
  to_on: string
  format: string
  /** Whether it holds people by name. */
  named: boolean
  member_id: string
  asked_at: Instant
  attempts: Generated<number>
  /** Real time before which nobody looks at it again. */
  look_at: Generated<Instant>
  ended: string | null
  ended_at: Instant | null
}
