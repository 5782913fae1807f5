import type { Question } from '../../../config/college/questions.ts'
import type { RequestId, MemberId } from '../../ids.ts'
import type { Fault, Pickable } from '../forms/types.ts'
import type { Counts, Draft, Refusal, Request } from '../types.ts'

/** What a report must answer, and what is known about it without asking. */
export type Asked = {
  questions: readonly Question[]
  people: readonly Pickable[]
  /** Whether votes 表决 of its meeting were entered. */
  hasVotes: boolean
  counts: Counts | null
  /** How many people its writer is still to confirm 待核实 before it is handed in. */
  toConfirm: number
}

/** A press on the confirm card of the `n`th draft, with what was in its fields. */
export type Filled = {
  request: RequestId
  who: MemberId
  n: number
  at: Temporal.Instant
  form: Readonly<Record<string, unknown>>
}

/** A draft as its writer left it, and the request that is held for it. */
export type Left = { request: Request; draft: Draft; asked: Asked }

/** Why something on a page is not done: `differs` until it was chosen which numbers of people are right, `unconfirmed` until the roll is, `unfinished` beside the faults. */
export type PageRefusal = Refusal | 'differs' | 'unconfirmed' | 'noLast'

export type PageOutcome =
  | { ok: true }
  | { ok: false; refusal: PageRefusal }
  | { ok: false; refusal: 'unfinished'; faults: readonly Fault[] }
