import type { Audience, FlaggedItem, Ladder, SettingKey, Training } from '../../config/college.ts'
import type { BranchId, ChatId, GroupId, MeetingId, MemberId } from '../ids.ts'

export type { Clash, Clashes } from './clashes/types.ts'
export { type Merging, MergingId, type Pair, type PairNow, type PairStatus } from './pairs/types.ts'

/** A meeting 会议 or activity 活动 of any type of organisational life. The words are in README.md. */
export type Meeting = {
  id: MeetingId
  scope: 'branch' | 'group' | 'college'
  /** The branch of a branch's or a group's meeting; null for the college's. */
  branch: BranchId | null
  group: GroupId | null
  audience: Audience
  types: string[]
  title: string
  /** The parts of which the title is made: its own, then that of each meeting that it took in. */
  titles: string[]
  /** The title as a chat sees it: with the group's name first when the group has no chat of its own. */
  shownAs: string
  zone: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  place: string
  agenda: string[]
  host: MemberId
  /** The office for which the host leads it: then whoever holds it today does; null: the person who was named. */
  hostOffice: HostOffice | null
  observers: MemberId[]
  /** Items of the agenda, by their words, that concern some of the observers. */
  flagged: FlaggedItem[]
  /** The training that is attached to it 会训结合; null: none. */
  training: Training | null
  chat: ChatId | null
  state: 'scheduled' | 'ended' | 'cancelled' | 'adjourned' | 'unheld'
  announced: boolean
  /** The start before it was moved, on the wall clock of `zone`. */
  movedFrom: Temporal.PlainDateTime | null
  cancelReason: string | null
  /** Counts the revisions: a change of time, place or audience is a new one with a notice of its own. */
  version: number
  /** Whether a person changed or cancelled it since its line in the file was applied: a series leaves it alone then. */
  edited: boolean
  /** The newest revision whose notice was taken back 撤回; null when none was. */
  withdrawn: number | null
  /** The meeting that took this one in: then it is cancelled here, and its sitting takes place there. */
  mergedInto: MeetingId | null
}

export type HostOffice = 'leader' | 'secretary' | 'admin'

/** What the store writes: a meeting without what follows from it. */
export type MeetingRecord = Omit<Meeting, 'shownAs' | 'announced' | 'withdrawn' | 'edited' | 'mergedInto'> & {
  prefix: string | null
  origin: 'file' | 'history' | 'chat'
}

/** A stretch of time, from `startsAt` until just before `endsAt`. */
export type Span = Pick<Meeting, 'startsAt' | 'endsAt'>

/** When what happens around a meeting; `ask` and `confirm` are null when no moment is left for them, or none is wanted. */
export type MeetingTimes = {
  notice: Temporal.Instant
  answerBy: Temporal.Instant
  ask: Temporal.Instant | null
  confirm: Temporal.Instant | null
  opens: Temporal.Instant
  lateAfter: Temporal.Instant
  closes: Temporal.Instant
}

/** The steps of a meeting's reminders, and where in college.yaml each is set. */
export type RuledLadder = Ladder & { keys: { readonly [S in keyof Ladder]: SettingKey } }

/** Which notice a letter is: that of a revision, or the one that says the meeting is cancelled. */
export type NoticeRef = { meeting: MeetingId; of: number | 'cancelled' }

/** Which meeting words name; nothing is empty or null. `hours`: from the first until before the second. */
export type Mention = {
  /** Starts that may be meant, on the wall. */
  starts: readonly Temporal.PlainDateTime[]
  day: Temporal.PlainDate | null
  hours: { from: number; until: number } | null
  /** A type by any of its names, or a title. */
  name: string
  /** Whether it speaks of what is over, as 上次的会. */
  isOver: boolean
}
