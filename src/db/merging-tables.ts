import type { Generated } from 'kysely'

/** The table of meetings that are one sitting. */
export interface MergingTables {
  meetings_mergings: Mergings
}

/** One row for each pair, in order of id, for ever. */
interface Mergings {
  id: Generated<string>
  one_id: string
  other_id: string
  state: string
  /** The one that took the other in. */
  kept_id: string | null
  at: Temporal.Instant
}
