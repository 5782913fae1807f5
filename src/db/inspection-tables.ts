import type { ColumnType, Generated } from 'kysely'

/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>
/** A calendar date as `yyyy-mm-dd`. */
type DateText = string

/** The tables of inspections 督促检查. */
export interface InspectionTables {
  /** Of a term: how often visits were drawn, and by which seed the last time. */
  inspections_plans: { term: string; round: number; seed: number }
  inspections_visits: Visits
  /** What was entered of a visit's sheet and not handed in yet. */
  inspections_drafts: { visit_id: string; fields: Json; updated_at: Temporal.Instant }
  /** A version of a sheet as it was handed in. */
  inspections_sheets: { visit_id: string; n: number; fields: Json; by_id: string; at: Temporal.Instant }
  /** What a branch says against a sheet when it was asked the `asked`th time, and what the inspector answered. */
  inspections_objections: Objections
}

interface Objections {
  visit_id: string
  asked: number
  words: string
  by_id: string
  at: Temporal.Instant
  answer: Generated<string | null>
}

interface Visits {
  id: string
  term: string
  branch_id: string
  inspector_id: string
  day: DateText
  /** Counts the changes of inspector and day: reminders of an older one are obsolete. */
  revision: number
  stage: string
  /** Until when the sheet is to be confirmed or objected to; null: nobody is asked. */
  answer_by: Generated<DateText | null>
  /** Counts how often the branch was asked to confirm. */
  asked: Generated<number>
}
