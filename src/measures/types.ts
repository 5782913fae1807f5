import type { BranchId, GroupId, MeetingId, MemberId } from '../ids.ts'

export type { Duty, DutyStatus, Progress } from './cadence/types.ts'
export type { Coming, WaitingNow, WaitingRow, Whose } from './waiting/types.ts'

/** The words of this feature are in its README.md. */

/** Whose figures: a branch with its groups, one group, the college's own meetings, or a person. */
export type Subject =
  | { kind: 'branch'; branch: BranchId }
  | { kind: 'group'; branch: BranchId; group: GroupId }
  | { kind: 'college' }
  | { kind: 'person'; member: MemberId }

/** A branch, or with null the college itself. */
export type Owner = BranchId | null

/** A stretch of time, from `from` until just before `to`; what is known is judged as of `asOf`. */
export type Window = { from: Temporal.Instant; to: Temporal.Instant; asOf: Temporal.Instant }

/** What became of a sitting that was planned for a window: `moved` is one that is now outside of it. */
export type Outcome = 'held' | 'moved' | 'cancelled' | 'adjourned' | 'open'

/** A sitting that was planned for a window, as it is counted; hours are those of its training, 0 without one. */
export type Sitting = {
  meeting: MeetingId
  title: string
  /** By the names that the college's types have. */
  types: readonly string[]
  group: GroupId | null
  /** The start and the end as they are now. */
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  outcome: Outcome
  themed: boolean
  hours: number
  /** Null while nobody was expected. */
  roll: Roll | null
  makeups: { asked: number; made: number }
  /** Requests to correct the roll that nobody answered. */
  corrections: number
}

/**
 * Who came: numbers of people; of a person's own figures, of that person alone. `recorded`: it is written down who came to
 * the sitting; `waits`: people of it are still to be confirmed 待核实; `closedAt` is null until it is closed.
 */
export type Roll = {
  recorded: boolean
  waits: boolean
  expected: number
  present: number
  late: number
  leave: number
  absent: number
  /** Neither came nor on leave, and nobody said yet that they were absent. */
  unconfirmed: number
  observers: number
  closedAt: Temporal.Instant | null
}

/** A person's part in a sitting: its roll is of that person alone. Whoever was not expected came as an observer, or was to. */
export type Part = Sitting & { member: MemberId; mark: string | null; isExpected: boolean }

/** A record that was due in a window; `submittedAt`: when its first version came in. */
export type DueReport = {
  id: string
  /** The meeting that it is about, with its title and types; null: another matter. */
  meeting: { id: MeetingId; title: string; types: readonly string[] } | null
  dueAt: Temporal.Instant
  submittedAt: Temporal.Instant | null
  state: string
}

/**
 * A visit of inspectors 督查 to a branch, how many things it asked to be put right 整改, and how many of them were; `at`: when its
 * day begins.
 */
export type Inspection = {
  visit: string
  at: Temporal.Instant
  isMade: boolean
  isConfirmed: boolean
  remedies: { asked: number; closed: number }
}

/** What the secretaries' meeting decided that a branch carries out 议定事项; its last day is from `at` until `overAt`. */
export type Decision = {
  id: string
  at: Temporal.Instant
  overAt: Temporal.Instant
  doneAt: Temporal.Instant | null
}

/** All that the figures of a subject and a window are counted from. */
export type Facts = {
  window: Window
  sittings: readonly Sitting[]
  reports: readonly DueReport[]
  inspections: readonly Inspection[]
  decisions: readonly Decision[]
}

/** A number that is counted. */
export type FigureName =
  | 'planned'
  | Outcome
  | 'due'
  | 'present'
  | 'late'
  | 'leave'
  | 'absent'
  | 'unconfirmed'
  | 'unrecorded'
  | 'fresh'
  | 'observers'
  | 'hours'
  | 'makeupsAsked'
  | 'makeupsMade'
  | 'reportsDue'
  | 'reportsOnTime'
  | 'reportsLate'
  | 'reportsMissing'
  | 'reportsReturned'
  | 'visitsPlanned'
  | 'visitsMade'
  | 'visitsConfirmed'
  | 'remediesAsked'
  | 'remediesClosed'
  | 'decisionsDue'
  | 'decisionsDone'

/** The figures of a subject and a window. `rate`: present ÷ (due − leave), 4 decimals; null where nobody could come. */
export type Figures = Readonly<Record<FigureName, number>> & { readonly rate: number | null }

/**
 * Why figures say less than they seem to 数据不足: the bot, or the past that was imported, begins later than the window; more
 * than a fifth of what was held has no attendance; somebody waits for a roll to be corrected.
 */
export type Gap = 'movedIn' | 'rolls' | 'corrections'

/** Figures, whether they are whole, and why not. */
export type Measure = { figures: Figures; complete: boolean; gaps: readonly Gap[] }
