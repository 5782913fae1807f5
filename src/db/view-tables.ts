type Instant = Temporal.Instant

/** The views in which the features let others count: no names, no reasons. */
export interface ViewTables {
  pub_meetings: PubMeetings
  pub_attendance: PubAttendance
  pub_reports: PubReports
  /** How many tasks a branch has open; none: no row. */
  pub_tasks: { branch_id: string; open: number }
  /** How many were asked to make up a meeting 补学, and how many have. */
  pub_makeups: { meeting_id: string; asked: number; made: number }
  /** A task of a branch, and whether it is done; the day as `yyyy-mm-dd`. */
  pub_decisions: { branch_id: string; due_on: string; done: boolean }
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
  /** Whether it has an agenda. */
  themed: boolean
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
