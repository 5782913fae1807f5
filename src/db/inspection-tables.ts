/** A calendar date as `yyyy-mm-dd`. */
type DateText = string

/** The tables of inspections 督促检查. */
export interface InspectionTables {
  /** Of a term: how often visits were drawn, and by which seed the last time. */
  inspections_plans: { term: string; round: number; seed: number }
  inspections_visits: Visits
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
}
