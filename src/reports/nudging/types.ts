import type { BranchId, MemberId, RequestId } from '../../ids.ts'

/**
 * Why nobody is reminded of a record by hand now: somebody did so today; a reminder of the college's own went out today; or
 * another deadline was asked for and nobody has answered.
 */
export type Hindrance = 'nudged' | 'reminded' | 'applied'

/** A record that was due and has not come in, who is reminded of it, and what is in the way of that. */
export type Overdue = {
  request: RequestId
  branch: BranchId | null
  title: string
  dueAt: Temporal.Instant
  writer: MemberId
  hindrance: Hindrance | null
}

/** Why nobody was reminded by hand. */
export type Refusal = 'mayNot' | 'already' | 'nobody'
