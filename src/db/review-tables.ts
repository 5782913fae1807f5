import type { Generated } from 'kysely'

type Instant = Temporal.Instant

/** The tables of reading what was handed in. */
export interface ReviewTables {
  reports_reviews: Reviews
  reports_walks: Walks
}

/** What a reader said about a version; one that was taken back is `undone`. */
interface Reviews {
  id: Generated<string>
  request_id: string
  n: number
  by_id: string
  at: Instant
  verdict: string
  points: string[]
  /** What was said of the content and of the procedure. */
  content: string
  procedure: string
  undone: Generated<boolean>
}

/** Where a reader is in the queue: what is shown, what was passed over, and how many were done. */
interface Walks {
  member_id: string
  request_id: string | null
  passed: string[]
  done: number
}
