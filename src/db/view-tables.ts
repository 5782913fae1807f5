type Instant = Temporal.Instant

/** The views in which the features let others count: no names, no reasons. */
export interface ViewTables {
  pub_meetings: PubMeetings
  pub_attendance: PubAttendance
  pub_reports: PubReports
  /** How many tasks a branch has open; none: no row. */
  pub_tasks: { branch_id: string; open: number }
}

interface PubMeetings {
  id: string
  branch_id: string | null
  group_id: string | null
  types: string[]
  title: string
  starts_at: Instant
  ends_at: Instant
  state: string
}

interface PubAttendance {
  meeting_id: string
  closed_at: Instant | null
  due: number
  present: number
  late: number
  leave: number
  absent: number
  /** Neither came nor on leave, and nobody said yet that they were absent. */
  unconfirmed: number
}

interface PubReports {
  id: string
  meeting_id: string | null
  branch_id: string | null
  due_at: Instant
  state: string
  late: boolean
  submitted_at: Instant | null
}
