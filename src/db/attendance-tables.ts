import type { Generated } from 'kysely'

type Instant = Temporal.Instant

/** Attendance: the people expected, their answers, their check-ins. */
export interface AttendanceTables {
  attendance_due: Due
  attendance_lists: Lists
  attendance_replies: Replies
  attendance_list_changes: ListChanges
  attendance_exemptions: Exemptions
  attendance_leaves: Leaves
  attendance_rolls: Rolls
  attendance_marks: Marks
  attendance_counts: Counts
  attendance_mark_changes: MarkChanges
  attendance_reminders: Reminders
  attendance_codes: { meeting_id: string; digits: string }
  attendance_code_tries: { meeting_id: string; member_id: string; wrong: number }
  attendance_checked_for: CheckedFor
  attendance_roll_lines: RollLines
  attendance_correction_requests: CorrectionRequests
  attendance_makeup_materials: { meeting_id: string; record: string | null; given: string | null }
  attendance_makeups: Makeups
  attendance_vote_kinds: { meeting_id: string; kind: string }
  attendance_votes: Votes
  attendance_vote_forms: VoteForms
}

interface Due {
  meeting_id: string
  member_id: string
  standing: string
  /** Whether the person had answered for a start that was moved since. */
  asked_again: Generated<boolean>
}

interface Lists {
  meeting_id: string
  /** The audience and the types of which the list was made; null on lists from before this was kept. */
  listed_for: string | null
  /** When the check-in opened and the roster changed nothing any more; null: it still does. */
  frozen_at: Instant | null
}

/** `said_by`: whoever answered for the person; null: the person. */
interface Replies {
  meeting_id: string
  member_id: string
  reply: string
  at: Instant
  said_by: Generated<string | null>
}

/** Who was added to a list or taken out of it by hand, and why: read by those who may propose an exemption. */
interface ListChanges {
  id: Generated<string>
  meeting_id: string
  member_id: string
  change: string
  reason: string
  by_id: string
  at: Instant
}

/** Who does not count in 应到 of a branch's meetings for a time; class and approval are restricted. */
interface Exemptions {
  id: Generated<string>
  member_id: string
  branch_id: string
  class: string
  approval: string
  from_on: string
  until_on: string | null
  state: string
  proposed_by: string
  proposed_at: Instant
  decided_by: string | null
  decided_at: Instant | null
}

interface Leaves {
  meeting_id: string
  member_id: string
  category: string
  note: string | null
  /** Counts the requests of this person, so that each gets an approval card of its own. */
  n: number
  state: string
  asked_at: Instant
  decided_by: string | null
  decided_at: Instant | null
  /** On which of the meeting's cards it stands, 0 for none yet. */
  round: Generated<number>
  /** Whether it was asked for after the answers were due. */
  late: Generated<boolean>
}

interface Rolls {
  meeting_id: string
  /** The start that the replies are for. */
  starts_at: Instant
  answer_by: Instant
  opens_at: Instant
  late_after: Instant
  closes_at: Instant
  state: string
  /** When it was closed; null while it is not. */
  closed_at: Generated<Instant | null>
}

interface Marks {
  meeting_id: string
  member_id: string
  mark: string
  at: Instant
  marked_by: string
}

/** What is kept of a meeting whose list by name has expired. */
interface Counts {
  meeting_id: string
  due: number
  present: number
  late: number
  leave: number
  absent: number
  unconfirmed: number
  /** Observers who came. */
  observers: number
}

/** A mark that somebody changed by hand after the close; null: 待核实. */
interface MarkChanges {
  id: Generated<string>
  meeting_id: string
  member_id: string
  was: string | null
  became: string | null
  by_id: string
  at: Instant
  reason: string | null
}

/** Whoever had not answered was reminded on somebody's word; `day` is the college's, as `yyyy-mm-dd`. */
interface Reminders {
  meeting_id: string
  day: string
  by_id: string
  at: Instant
  people: number
}

/** Who checked in somebody who could not, and why. */
interface CheckedFor {
  meeting_id: string
  member_id: string
  by_id: string
  reason: string
  at: Instant
}

/** What somebody wrote for a roll, and why it was not taken. */
interface RollLines {
  meeting_id: string
  member_id: string
  line: string
  reason: string | null
  fault: unknown
}

/** What a member says is wrong about the own entry on a roll. */
interface CorrectionRequests {
  meeting_id: string
  member_id: string
  /** Counts the requests of this person for this meeting. */
  n: number
  said: string
  asked_at: Instant
  state: Generated<string>
  settled_by: string | null
  settled_at: Instant | null
}

/** Somebody who missed a meeting and is asked to make it up; `words` are read by whoever leads the branch. */
interface Makeups {
  meeting_id: string
  member_id: string
  /** The last day, as `yyyy-mm-dd`. */
  due_on: string
  asked_by: string
  asked_at: Instant
  words: Generated<string | null>
  made_at: Generated<Instant | null>
}

/** What was counted at the `n`th vote of a meeting; a correction is a version of its own. */
interface Votes {
  meeting_id: string
  n: number
  version: number
  kind: string
  topic: string
  /** The number of the candidate, who has no name here; null: it was not about one. */
  candidate: number | null
  /** Who could vote at that moment: 有表决权应到, 实到. */
  due: number
  present: number
  written: number
  yes: number
  no: number
  abstain: number
  by_id: string
  at: Instant
}

/** The form of a vote that a person has open: of the `n`th, as it was filled in, and why it was not taken. */
interface VoteForms {
  meeting_id: string
  member_id: string
  n: number
  filled: unknown
  fault: unknown
}
