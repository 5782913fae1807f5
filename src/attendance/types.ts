import type { MeetingId, MemberId } from '../ids.ts'

export type { AdjournRefusal } from './adjourning/types.ts'
export type { RollEntry } from './roll/types.ts'

/** What a person is to a meeting. The words of this feature are in its README.md. */
export type Role = 'due' | 'observer' | 'exempt' | 'out'

/** All of them; `out`: dropped out of the list, and what was said stays for a return. */
export const ROLES = ['due', 'observer', 'exempt', 'out'] as const satisfies Role[]

export type Reply = 'join' | 'leave'

/**
 * A request for leave; `n` counts the requests of this person for this meeting, `round` is the card on which it stands
 * before whoever decides, 0 for none yet.
 */
export type Leave = {
  category: string
  note: string | null
  n: number
  round: number
  /** Whether it was asked for after the answers were due 补假. */
  late: boolean
  state: 'asked' | 'approved' | 'refused' | 'withdrawn'
}

/** How far a person has come with answering; `choosing`: said 请假, but not yet why. */
export type Stage = 'unanswered' | 'joining' | 'choosing' | 'asked' | 'approved' | 'refused'

/** How a meeting stands for a card: `outdated`: the card announces a plan that was replaced; `withdrawn`: or taken back. */
export type Phase = 'open' | 'begun' | 'ended' | 'cancelled' | 'outdated' | 'withdrawn'

/** How somebody is marked on the roll of a meeting. */
export const MARKS = ['present', 'late', 'leave', 'absent'] as const
export type Mark = (typeof MARKS)[number]

export type { Phase as OverviewPhase } from './overview/types.ts'

/** The check-in of a meeting, and until when its people are asked to answer. */
export type Roll = {
  meeting: MeetingId
  startsAt: Temporal.Instant
  answerBy: Temporal.Instant
  opensAt: Temporal.Instant
  lateAfter: Temporal.Instant
  closesAt: Temporal.Instant
  state: 'planned' | 'open' | 'closed'
  /** When it was closed; null while it is not. */
  closedAt: Temporal.Instant | null
}

/**
 * Expected = present + leave + absent + unconfirmed 待核实 once the roll is closed, and nobody is unconfirmed before; late
 * are among the present. Observers, and guests (who need not come and came), are outside all. (domain §2.2)
 */
export type Counts = {
  expected: number
  present: number
  late: number
  leave: number
  absent: number
  unconfirmed: number
  observers: number
  guests: number
}

/** How many of those expected have said what. */
export type Replies = { expected: number; join: number; leave: number }

/** A person and a meeting. */
export type Invitation = { meeting: MeetingId; who: MemberId }

/** Why a click has no effect. */
export type Refusal =
  | 'notInvited'
  | 'observer'
  | 'exempt'
  | 'started'
  | 'cameAlready'
  | 'over'
  | 'cancelled'
  | 'merged'
  | 'noCategory'
  | 'noteTooLate'
  | 'emptyNote'
  | 'alreadyAsked'
  | 'alreadyApproved'
  | 'mayNot'
  | 'ownLeave'
  | 'alreadyDecided'
  | 'nothingToDecide'
  | 'requestChanged'
  | 'changeTooLate'
  | 'notOpen'
  | 'closed'
  | 'noCode'
  | 'codeSpent'
  | 'mayNotCancel'

/** The numbers of people that a record names beside its roll: 应到, 实到, 请假, 缺席. */
export const STATED = ['expected', 'present', 'leave', 'absent'] as const
/** One of them, as a text says. */
export type Stated = { of: (typeof STATED)[number]; number: number }
