import type { BranchId } from '../../ids.ts'

/** A visit to a branch as it is written down. */
export type Visited = {
  id: string
  branch: BranchId
  day: Temporal.PlainDate
  isMade: boolean
  isConfirmed: boolean
  remedies: { asked: number; closed: number }
}

/** A decision that a branch carries out, as it is written down. */
export type Decided = {
  id: string
  branch: BranchId
  dueOn: Temporal.PlainDate
  doneAt: Temporal.Instant | null
}
