import type { MemberId } from '../../ids.ts'

/** Somebody who missed a meeting (请假 or 缺席), and the make-up 补学 asked for; `dueOn` is null before it is. */
export type Missed = {
  who: MemberId
  dueOn: Temporal.PlainDate | null
  madeAt: Temporal.Instant | null
  /** What the person wrote on it: read by the person and by whoever leads the branch. */
  words: string | null
}

/** How a make-up stands: `overdue` and `madeLate` are past their last day; `unneeded`: the roll says that the person came, or the meeting was not held. */
export type MakeupState = 'unasked' | 'open' | 'overdue' | 'made' | 'madeLate' | 'unneeded'

/** Of what people learn: the record of the meeting, and what was given in its place. */
export type Material = { record: string | null; given: string | null }

/** Why nothing is done about a make-up. */
export type MakeupRefusal =
  | 'mayNot'
  | 'notClosed'
  | 'noMaterial'
  | 'nobodyLeft'
  | 'unneeded'
  | 'unasked'
  | 'already'
  | 'noWords'
