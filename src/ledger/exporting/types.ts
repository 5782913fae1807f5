import type { MemberId, ProgrammeId } from '../../ids.ts'

/** What came of an order; `mayNot`: whoever ordered it may read nothing of it any more. */
export type End = 'done' | 'failed' | 'mayNot'

/** A programme as a file that is to be made, or was. */
export type Order = {
  id: string
  programme: ProgrammeId
  who: MemberId
  at: Temporal.Instant
  attempts: number
  ended: boolean
}

/** A line of what was done in a programme. */
export type HistoryLine = {
  row: string
  step: string
  at: Temporal.Instant
  what: string
  who: string
  reason: string
}
