import { z } from 'zod'
import type { OverviewPhase, Replies } from '../../attendance/types.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import type { Term } from '../../time/calendar.ts'
import type { Clashes, Meeting } from '../../meetings/types.ts'
import type { Filled } from '../types.ts'

/** What about a meeting can be changed: 改期, 改地点, 改议题, 取消会议, 撤回 of its notice, and 重新发通知 after that. */
export const CHANGE_FIELDS = ['time', 'place', 'agenda', 'cancel', 'withdraw', 'announce'] as const
export type ChangeField = (typeof CHANGE_FIELDS)[number]
/** What must be filled in first. */
export const FORM_FIELDS = ['time', 'place', 'agenda', 'cancel'] as const satisfies ChangeField[]
export type FormField = (typeof FORM_FIELDS)[number]

/**
 * What a person asks to have changed; `minutes` null: as long as before, `place` null: where it was. Here and below
 * `aspect` is a field, `wish` a change and `intent` a request: the records and buttons that are out name them so.
 */
export type PlannedChange =
  | { aspect: 'time'; start: Temporal.PlainDateTime; minutes: number | null; place: string | null }
  | { aspect: 'place'; place: string }
  | { aspect: 'agenda'; agenda: string[] }
  | { aspect: 'cancel'; reason: string | null }
  | { aspect: 'withdraw' | 'announce' }

/**
 * What was said to be changed; the form asks for what is not wished for yet. `shift`: by how much the start is moved, as
 * ISO 8601, when that was said instead of a time.
 */
export type ChangeRequest = {
  aspect: FormField
  wish: PlannedChange | null
  filled: Filled
  shift?: string | undefined
  saidAt?: SaidAt
}

/** When it was written, of what came so late that its day may be misread; null or absent otherwise. */
export type SaidAt = Temporal.PlainDateTime | null | undefined

/** How far a change has come: what its card shows. `version` is the revision that the preview speaks of. */
export type Stage =
  | { at: 'facts'; done: ChangeField | null }
  | { at: 'which'; among: MeetingId[]; intent: ChangeRequest }
  | { at: 'form'; aspect: FormField; filled: Filled; saidAt?: SaidAt }
  | { at: 'preview'; wish: PlannedChange; version: number; saidAt?: SaidAt }
  | { at: 'over' }

/** A person at work on a meeting: one card. While it is asked which meeting is meant, the soonest. */
export type Change = { id: ChangeId; by: MemberId; meeting: MeetingId; stage: Stage }

/** A change, by its row. */
export const ChangeId = z.uuid().brand<'ChangeId'>()
export type ChangeId = z.infer<typeof ChangeId>

/** Why a meeting is not changed. */
export type Refusal =
  | 'mayNot'
  | 'begun'
  | 'ended'
  | 'cancelled'
  | 'merged'
  | 'past'
  | 'same'
  | 'noTime'
  | 'noMinutes'
  | 'noPlace'
  | 'noAgenda'
  | 'noNotice'
  | 'notWithdrawn'
  | 'outdated'
  | 'already'

/** Everything that the card of a change shows at this moment. */
export type ChangeView = {
  change: Change
  meeting: Meeting
  terms: readonly Term[]
  /** Why nothing can be changed any more, or null. */
  closed: Refusal | null
  said: Replies
  /** What its people are shown by name at this moment. */
  overview: OverviewPhase
  /** The meetings that may be meant; empty once it is settled which. */
  choices: readonly Meeting[]
  /** Where the notice goes, 「本科二支部群」; null: nowhere. */
  where: string | null
  /** Whether a notice of the revision in force may have been read; else only a month's card told of it. */
  noticed: boolean
  /** What the meeting cannot take place beside if it is changed as the preview says. */
  clashes: Clashes
  /** When the notice goes out if the meeting is changed as the preview says; null: at once. */
  noticeAt: Temporal.Instant | null
  now: Temporal.Instant
}
