type Instant = Temporal.Instant

/** The views in which the features let others count: no names, no reasons. */
export interface ViewTables {
  pub_meetings: PubMeetings
  pub_attendance: PubAttendance
  pub_reports: PubReports
  /** A task of a branch that is still to be carried out; the day as `yyyy-mm-dd`. */
  pub_tasks: { id: string; branch_id: string; due_on: string }
  /** What a meeting, a record or a task is called, as long as it is kept. */
  pub_titles: { kind: string; id: string; title: string }
  /** How many were asked to make up a meeting 补学, and how many have. */
  pub_makeups: { meeting_id: string; asked: number; made: number }
  /** A task of a branch, and when it was done; the day as `yyyy-mm-dd`. */
  pub_decisions: { id: string; branch_id: string; due_on: string; done_at: Instant | null }
  pub_visits: PubVisits
  /** Each start that a meeting was known by, and since when; `n` counts them. */
  pub_starts: {
    meeting_id: string
    n: number
    branch_id: string | null
    starts_at: Instant
    known_at: Instant
  }
  pub_published: PubPublished
  pub_presence: PubPresence
  /** When the first version of a record came in. */
  pub_arrivals: { id: string; branch_id: string | null; due_at: Instant; submitted_at: Instant }
  /** When a record passed its review. */
  pub_passed: { id: string; branch_id: string | null; at: Instant }
  /** What an inspection asked to be put right 整改 and is not yet handed in. */
  pub_remedies: { id: string; branch_id: string | null; due_at: Instant }
  /** How many people ask that the roll of a meeting be corrected, and were not answered. */
  pub_corrections: { meeting_id: string; open: number }
}

/** A visit of inspectors 督查, and how much of what it asked to be put right 整改 is; the day as `yyyy-mm-dd`. */
interface PubVisits {
  id: string
  term: string
  branch_id: string
  day: string
  made: boolean
  confirmed: boolean
  asked: number
  closed: number
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
  /** The zone of its plan. */
  zone: string
  /** Whether it is written down who came. */
  counted: boolean
  /** Whether another meeting took it in: its sitting takes place there. */
  merged: boolean
  /** The hours of the training that is attached to it; null: none. */
  hours: number | null
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
  /** Observers 列席 who came. */
  observers: number
}

/** How a person stood to a meeting: expected, observer or exempt; the mark is null until there is one. */
interface PubPresence {
  meeting_id: string
  member_id: string
  standing: string
  mark: string | null
  makeup_asked: boolean
  makeup_made: boolean
}

/** A version of a record by which a branch made something known, and when: it passed its review, or nobody reviews it. */
interface PubPublished {
  id: string
  branch_id: string
  at: Instant
}

interface PubReports {
  id: string
  meeting_id: string | null
  branch_id: string | null
  due_at: Instant
  state: string
  late: boolean
  submitted_at: Instant | null
  /** Whether it was handed in and waits to be read. */
  waits: boolean
}
