import type { LeaveCategory } from './leave.ts'
import type { Review } from './questions.ts'
import type { Template } from './templates.ts'
import type { Programme } from './programmes.ts'
import type { Half, QuorumKind } from './quorum.ts'
import type { BranchId, ChatId, GroupId, MeetingId, MemberId, OpenId, SeriesId } from '../../src/ids.ts'
import type { Term } from '../../src/time/calendar.ts'
import type { AfterRule, BeforeRule } from '../../src/time/dues.ts'
import type { Silent } from '../../src/time/silent.ts'

/** A loaded college: its settings and what its files propose. Every part can be compared as JSON. */
export type College = {
  settings: Settings
  branches: readonly Branch[]
  groups: readonly Group[]
  members: readonly Member[]
  /** The columns of the list of members that say something. */
  columns: readonly string[]
  committee: readonly CommitteeSeat[]
  inspectors: readonly Inspector[]
  meetings: readonly PlannedMeeting[]
  series: readonly Series[]
  programmes: readonly Programme[]
  /** What `college.yaml` says, and the lines of its settings: with the members it makes this college again. */
  written: { file: unknown; lines: Settings['lines'] }
}

/** What a college may change about the way it is served. */
export type Settings = {
  id: string
  name: string
  timezone: string
  chats: { committee: ChatId | null; secretaries: ChatId | null; inspectors: ChatId | null }
  terms: readonly Term[]
  types: readonly MeetingType[]
  /** What is asked of whoever hands something in. */
  templates: readonly Template[]
  reminders: Reminders
  checkin: Checkin
  leave: LeaveRules
  /** `exemptions`: the classes of reasons for which people may be left out of 应到; `makeup`: in how many days it is due; `hours`: the year's goal. */
  attendance: {
    exemptions: readonly string[]
    makeup: { days: number }
    hours: { member: number; secretary: number }
  }
  /** How 半数以上 is read for general votes and for a branch's committee. */
  quorum: { general: Half }
  retention: Retention
  /** `sample`: of how many records one is read, where a type says so; `points`: what a reader may pick; `extension`: so many days 延期 are granted at most. */
  reports: {
    due: AfterRule
    chase: readonly Temporal.Duration[]
    escalate: Temporal.Duration
    sample: number
    points: readonly string[]
    extension: { days: number }
  }
  /** `remind`: before the day of a visit 督查; `confirm`: workdays in which its sheet is confirmed or objected to. */
  inspections: { remind: BeforeRule; confirm: number }
  /** Whether a file with more names than `names` needs another administrator. */
  exports: { secondPerson: boolean; names: number }
  /** Whether administrators may see how active the branches are 热度. */
  heat: boolean
  digest: { weekday: number; at: Temporal.PlainTime; dayOff: 'next-workday' | 'same-day'; deputy: boolean }
  /** Calls of the platform that the college's plan allows a month. */
  quota: { monthly: number }
  /** The line of college.yaml on which a setting is written, by its key; what is missing has its default value. */
  lines: Readonly<Partial<Record<string, number>>>
}

/** A setting as college.yaml names it: `reminders.ask`, or of a type `types.党课.ask`. */
export type SettingKey =
  | {
      [P in
        | 'reminders'
        | 'checkin'
        | 'leave'
        | 'attendance'
        | 'reports'
        | 'inspections'
        | 'digest'
        | 'quota']: `${P}.${keyof Settings[P] & string}`
    }['reminders' | 'checkin' | 'leave' | 'attendance' | 'reports' | 'inspections' | 'digest' | 'quota']
  | `types.${string}.${keyof Ladder}`

/** A type of meeting 会议类型, as the handbook or the college has it. A sitting of an unknown type is a free activity. */
export type MeetingType = {
  name: string
  /** What else it is called. */
  aliases: readonly string[]
  /** The level that holds it: each branch, each of its groups, or the college. */
  level: 'branch' | 'group' | 'college'
  /** The people expected: the whole audience, or only the committee of the branch. */
  due: 'all' | 'committee'
  /** The least number of sittings in so many calendar months; null where there is none. */
  every: { times: number; months: number } | null
  /** Whether a window that lies wholly in the vacation counts. */
  vacation: 'skip' | 'require'
  /** What it votes on unless somebody says so; null: nothing. */
  quorum: QuorumKind | null
  /** How long it lasts unless somebody says so. */
  minutes: number
  /** The name of the template of its record. */
  template: string
  /** Lines of text that its record holds beside what the template asks. */
  record: readonly string[]
  /** Which of its records are read. */
  review: Review
  /** Where it differs from the college's reminders. */
  reminders: Partial<Ladder>
}

/** The steps by which people are told and asked. */
export type Ladder = Pick<Reminders, 'notice' | 'answerBy' | 'ask' | 'confirm'>

/** `notice` is before the start, `ask` before the answer is due, `confirm` before the start, to those who join (null: never); `monthly`: a card with the month's meetings on its first working day; `silent: null` is never silent, `dailyCap: 0` is no cap; at `evening` comes again what was put off until the evening. */
export type Reminders = {
  notice: Temporal.Duration
  answerBy: BeforeRule
  ask: Temporal.Duration
  confirm: Temporal.Duration | null
  monthly: boolean
  silent: Silent | null
  evening: Temporal.PlainTime
  dailyCap: number
}

/** `opens` before the start, `late` after the start, `closes` after the end; `code`: with digits that the host says aloud. */
export type Checkin = {
  opens: Temporal.Duration
  late: Temporal.Duration
  closes: Temporal.Duration
  code: 'none' | 'spoken'
}

/** `granted`: the categories that need no decision; `deputy`: when the deputy 副书记 may decide, `away`: while the secretary is. */
export type LeaveRules = { granted: readonly LeaveCategory[]; deputy: 'away' | 'always' }

/** How long is kept: attendance by name and the text of reports from their day on, reasons about people from the end of their term on, messages from their end on. */
export type Retention = {
  attendance: Temporal.Duration
  minutes: Temporal.Duration
  leaveReasons: Temporal.Duration
  messages: Temporal.Duration
}

/** A branch 党支部. */
export type Branch = {
  id: BranchId
  name: string
  short: string
  kind: BranchKind
  chat: ChatId | null
  active: boolean
}

/** The kinds of branch, by who belongs to them. */
export type BranchKind = 'teacher' | 'staff' | 'retired' | 'undergrad' | 'postgrad' | 'other'

/** A party group 党小组 of a branch. */
export type Group = { id: GroupId; branch: BranchId; name: string; chat: ChatId | null }

/** A line of members.csv. Without `openId` the person cannot be reached in a direct chat. */
export type Member = {
  id: MemberId
  name: string
  openId: OpenId | null
  branch: BranchId
  group: GroupId | null
  standing: 'full' | 'probationary'
  offices: readonly string[]
  officeFrom: Temporal.PlainDate | null
  officeTo: Temporal.PlainDate | null
  voting: boolean
  status: string
  probationStart: Temporal.PlainDate | null
}

/** A member of the college committee 学院党委, and the branches that are in an administrator's charge. */
export type CommitteeSeat = { member: MemberId; rights: 'admin' | 'member'; branches?: BranchId[] }

/** An inspector 督查员 and the branches looked after; none: any but the own. */
export type Inspector = { member: MemberId; branches: readonly BranchId[] }

/** One part of the people a meeting is for. */
export type AudiencePart =
  | { kind: 'branch'; branch: BranchId }
  | { kind: 'group'; group: GroupId }
  | { kind: 'secretaries' }
  | { kind: 'committee' }
  | { kind: 'office'; office: string }
  | { kind: 'member'; member: MemberId }

/** The audience of a meeting. A list is the union of its parts. */
export type Audience = AudiencePart | { kind: 'list'; parts: readonly AudiencePart[] }

/** A training that is attached to a meeting 会训结合: whoever comes, or makes it up, is credited with so many 学时. */
export type Training = { topic: string; speaker: string; hours: number }

/** An item of an agenda that concerns observers 列席. */
export type FlaggedItem = { item: string; observers: readonly MemberId[] }

/** An entry of `meetings`; one for `each-branch` has become one per active branch, `ID-BRANCH`. */
export type PlannedMeeting = {
  id: MeetingId
  audience: Audience
  types: readonly string[]
  title: string
  start: Temporal.PlainDateTime
  minutes: number
  place: string
  agenda: readonly string[]
  host: MemberId | null
  observers: readonly MemberId[]
  /** Absent: none, so that an entry without such items reads as it always did. */
  flagged?: readonly FlaggedItem[]
  /** Absent: none. */
  training?: Training
  movedFrom: Temporal.PlainDateTime | null
  cancelled: string | null
}

/** What becomes of an occurrence on a day off: held on the next or the previous working day, not at all, or all the same. */
export type DayOff = 'next-workday' | 'previous-workday' | 'skip' | 'same-day'

/** An entry of `series`; one for `each-branch` has become one per active branch, `ID-BRANCH`. */
export type Series = Pick<
  PlannedMeeting,
  | 'audience'
  | 'types'
  | 'title'
  | 'minutes'
  | 'place'
  | 'agenda'
  | 'host'
  | 'observers'
  | 'flagged'
  | 'training'
> & {
  id: SeriesId
  rrule: string
  at: Temporal.PlainTime
  dayOff: DayOff
  /** The first and the last day that its rule may name. */
  from: Temporal.PlainDate | null
  until: Temporal.PlainDate | null
}
