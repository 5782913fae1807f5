import type { ColumnType, Generated } from 'kysely'

type Instant = Temporal.Instant
/** Written as text, read as whatever it holds: the store parses it. */
type Json = ColumnType<unknown, string, string>
/** A calendar date as `yyyy-mm-dd`. */
type DateText = string

/** The features' tables. */
export interface FeatureTables {
  roster_loads: Loads
  roster_branches: Branches
  roster_groups: { id: string; branch_id: string; name: string; chat: string | null }
  roster_members: Members
  roster_offices: Offices
  roster_committee: { member_id: string; rights: string; branches: Generated<string[]> }
  /** Without a branch: any but the own. */
  roster_inspectors: { member_id: string; branch_id: string | null }
  roster_audit: Audit
  roster_reach: { kind: string; about: string; since: Instant }
  roster_reach_check: ReachCheck
  calendar_years: CalendarYears
  calendar_drafts: CalendarDrafts
  meetings_meetings: Meetings
  reports_requests: Requests
  reports_forms: { id: string; questions: Json }
  reports_versions: Versions
  reports_drafts: Drafts
  reports_tasks: ReportTasks
}

/** The last accepted version of the college's files. */
interface Loads {
  id: Generated<number>
  accepted_at: Instant
  entries: Json
  /** What `college.yaml` says; null when an older version of the program accepted it. */
  written: Json | null
}

interface Branches {
  id: string
  name: string
  short: string
  kind: string
  chat: string | null
  active: boolean
  place: number
}

interface Members {
  id: string
  name: string
  open_id: string | null
  branch_id: string
  group_id: string | null
  type: string
  voting: boolean
  status: string
  probation_start: DateText | null
  left_on: DateText | null
}

interface Offices {
  member_id: string
  office: string
  /** The branch or group in which it is held. */
  scope: string
  since: DateText | null
  until: DateText | null
}

interface Audit {
  id: Generated<number>
  at: Instant
  actor: string
  act: string
  about: string
  details: Json
}

/** One row: when the next check of what can be reached is due, and which one was begun last. */
interface ReachCheck {
  one: Generated<boolean>
  due_at: Instant | null
  begun_at: Instant | null
  /** Counts the askings, so that one that comes during a check is not overlooked. */
  marks: Generated<number>
  attempts: Generated<number>
  /** Why the last attempt failed. */
  error: string | null
}

/** The official table of a year, as the college gave it. */
interface CalendarYears {
  year: number
  off_days: Json
  work_days: Json
  kept_at: Instant
  kept_by: string
}

interface CalendarDrafts {
  /** Of the message that it was pasted in. */
  id: string
  member_id: string
  body: string
  at: Instant
  state: string
}

interface Meetings {
  id: string
  scope: string
  branch_id: string | null
  group_id: string | null
  /** The audience, as in `college.yaml`. */
  audience: Json
  types: string[]
  title: string
  /** The parts of the title: its own, then that of each meeting that it took in. */
  titles: string[]
  /** The plan: wall clock and zone; `starts_at` and `ends_at` follow from it. */
  starts_local: string
  zone: string
  starts_at: Instant
  ends_at: Instant
  place: string
  agenda: string[]
  host_id: string
  host_office: string | null
  observers: string[]
  flagged: Json
  /** The training attached to it; null: none. */
  training: ColumnType<unknown, string | null | undefined, string | null>
  chat: string | null
  /** The group's name, when the group is announced in its branch's chat. */
  prefix: string | null
  state: string
  /** Whether the chat has been told of it. */
  announced: Generated<boolean>
  moved_from: string | null
  cancel_reason: string | null
  /** Counts the changes of plan; alarms of an older plan become obsolete. */
  version: number
  /** The plan whose notice was withdrawn last. */
  withdrawn: Generated<number | null>
  origin: string
  /** Whether a person changed or cancelled it since its line in the file was applied. */
  edited: Generated<boolean>
  /** The meeting that took this one in. */
  merged_into: Generated<string | null>
  /** Whether it is written down who came. */
  counted: Generated<boolean>
  /** The series that planned it, the day by which its rule names it, and what it proposed last, as JSON. */
  series: Generated<string | null>
  series_date: Generated<string | null>
  proposed: Generated<string | null>
}

interface Requests {
  id: string
  meeting_id: string | null
  /** What it is about, and its id there. */
  about_kind: string
  about_id: string
  branch_id: string | null
  /** Set when the meeting was one of a group. */
  group_id: string | null
  title: string
  owner_id: string
  /** Whoever holds it in the branch owes it. */
  office: string | null
  /** Its typed questions; null: words and decisions alone. */
  form_id: string | null
  /** Which records of its kind are read, and whether this one is. */
  review: string
  drawn: boolean
  /** Who reads it; null: the college's administrators. */
  reviewer_id: string | null
  asked_at: Instant
  due_at: Instant
  /** Until when it is to be revised since it came back. */
  revise_by: Generated<Instant | null>
  extended: boolean
  /** How often its deadline was set anew. */
  round: Generated<number>
  state: string
  /** Whether the first version came after the due instant. */
  late: boolean
  return_reason: string | null
  /** Why it is not asked for any more. */
  waive_reason: string | null
}

interface Versions {
  request_id: string
  n: number
  fields: Json
  submitted_by: string
  submitted_at: Instant
  late: boolean
}

interface Drafts {
  request_id: string
  member_id: string
  fields: Json
  /** Counts the drafts of this person, so that each gets a confirm card of its own. */
  n: number
  /** The messages it was read from; the same message makes one draft. */
  sources: string[]
  /** The words of each of them, as far as they are known. Written as text, read as whatever it holds. */
  said: ColumnType<unknown, string | undefined, string>
  updated_at: Instant
  state: string
  /** The newest version that its writer has been shown. */
  seen: Generated<number>
  /** Where its writer stands with it. Written as text, read as whatever it holds. */
  filling: ColumnType<unknown, string | undefined, string>
}

/** What a branch is to do by a decision of the college's meeting of secretaries. */
interface ReportTasks {
  id: Generated<number>
  request_id: string
  branch_id: string
  what: string
  due_on: DateText
  done_at: Generated<Instant | null>
  done_by: Generated<string | null>
}
