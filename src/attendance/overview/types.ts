import type { MeetingId, MemberId } from '../../ids.ts'
import type { Mark, Role, Stage } from '../types.ts'

/** What the overview of a meeting shows: `before` who answered what; `open` who has come by now; `over` who came. */
export type Phase = 'before' | 'open' | 'over'

/** One person on the list of a meeting: the last word before it, and how they came. */
export type Attendee = {
  who: MemberId
  role: Role
  stage: Stage
  mark: Mark | null
  /** Whether somebody else answered, or checked in, for them. */
  answeredFor: boolean
  checkedFor: boolean
}

/** How people are put together, in the order in which they are shown. */
export const GROUPS = [
  'joining',
  'came',
  'leave',
  'silent',
  'missing',
  'absent',
  'observers',
  'guests',
] as const
export type Group = (typeof GROUPS)[number]

/** What is said behind a name. */
export type Note =
  | 'choosing'
  | 'asked'
  | 'approved'
  | 'refused'
  | 'late'
  | 'came'
  | 'answeredFor'
  | 'checkedFor'

export type Grouped<Person> = { group: Group; people: Person[] }

/** That those were reminded who had not answered: on whose word, when, how many. */
export type Reminder = { by: MemberId; at: Temporal.Instant; people: number }

/** A press on a button of an overview, or on one that opens it. */
export type Pressed = { meeting: MeetingId; who: MemberId; madeAt: Temporal.Instant }

/** Why a press has no effect. */
export type Refusal =
  | 'mayNot'
  | 'cancelled'
  | 'merged'
  | 'started'
  | 'notAnnounced'
  | 'withdrawn'
  | 'tooLate'
  | 'nobodySilent'
  | 'allAsked'
