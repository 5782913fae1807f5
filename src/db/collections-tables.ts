import type { ColumnType, Generated } from 'kysely'

/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>

/** The tables of collections 收集. */
export interface CollectionsTables {
  collections_drafts: Drafts
  collections_weeklies: Weeklies
  collections_collections: Collections
  collections_nudges: Nudges
}

/** People who compose a collection, one row for each card. */
interface Drafts {
  /** That of the collection once it begins. */
  id: Generated<string>
  /** The event that began it, unique: repeated, it begins no second one. */
  key: string
  by_id: string
  /** How far it has come. */
  stage: Json
  at: Temporal.Instant
}

/** What is asked each week. */
interface Weeklies {
  id: string
  by_id: string
  branch_id: string | null
  title: string
  questions: Json
  target: Json
  /** The first deadline on the college's wall clock, and the last day. */
  first_local: string
  until: string
  ended_at: Temporal.Instant | null
}

/** One asking: of a weekly collection one for each week. */
interface Collections {
  id: string
  by_id: string
  branch_id: string | null
  weekly_id: string | null
  /** Which week of it, from 0. */
  week: number | null
  title: string
  questions: Json
  target: Json
  started_at: Temporal.Instant
  due_at: Temporal.Instant
  closed_at: Temporal.Instant | null
}

/** That those were reminded who had not answered. */
interface Nudges {
  collection_id: string
  day: string
  by_id: string
  at: Temporal.Instant
  people: number
}
