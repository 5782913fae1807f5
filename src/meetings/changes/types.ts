import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId } from '../../ids.ts'
import type { Filled, Meeting, TakeUp } from '../types.ts'

/** What about a meeting can be changed: 改期, 改地点, 改议题, 取消会议, and 撤回 of its notice. */
export const ASPECTS = ['time', 'place', 'agenda', 'cancel', 'withdraw'] as const
export type Aspect = (typeof ASPECTS)[number]
/** What must be filled in first. */
export type FormAspect = Exclude<Aspect, 'withdraw'>

/** What a person wants changed; `minutes` null: as long as before. */
export type Wish =
  | { aspect: 'time'; start: Temporal.PlainDateTime; minutes: number | null }
  | { aspect: 'place'; place: string }
  | { aspect: 'agenda'; agenda: string[] }
  | { aspect: 'cancel'; reason: string | null }
  | { aspect: 'withdraw' }

/** What was said to be changed; the form asks for what is not wished for yet. */
export type Intent = { aspect: FormAspect; wish: Wish | null; filled: Filled }

/** How far a change has come: what its card shows. `version` is the plan that the preview speaks of. */
export type Stage =
  | { at: 'facts'; done: Aspect | null }
  | { at: 'which'; among: MeetingId[]; intent: Intent }
  | { at: 'form'; aspect: FormAspect; filled: Filled }
  | { at: 'preview'; wish: Wish; version: number }
  | { at: 'over' }

/** A person at work on a meeting: one card. While it is asked which meeting is meant, the soonest. */
export type Change = { id: ChangeId; by: MemberId; meeting: MeetingId; stage: Stage }

/** A change, by its row. */
export const ChangeId = z.uuid().brand<'ChangeId'>()
export type ChangeId = z.infer<typeof ChangeId>

/** How many of the due have said what. */
export type Said = { due: number; join: number; leave: number }

/** What the rooms above know and do about meetings; handed down by the router. */
export type Above = {
  takeUp: TakeUp
  repliesOf(tx: Tx, meeting: MeetingId): Promise<Said>
  answeredOnes(tx: Tx, meeting: MeetingId): Promise<MemberId[]>
  /** Takes back what else people were sent of the plan in force. */
  takeBack(tx: Tx, meeting: Meeting): Promise<void>
  /** Lets nobody answer for a meeting until the transaction ends. */
  holdAnswers(tx: Tx, meeting: MeetingId): Promise<void>
  /** Lets what people answered for a meeting count for the one that took it in, where they gave no answer there. */
  carryAnswers(ctx: Ctx, tx: Tx, meetings: { from: MeetingId; to: MeetingId }): Promise<void>
}

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
  | 'outdated'
  | 'settled'
