import type { BranchId, MemberId, VisitId } from '../ids.ts'

/**
 * Where an inspection stands: `submitted` the secretary is to confirm the sheet or to object, `objected` the inspector is
 * to answer, `kept` the inspector kept the sheet with a word, `tacit` nobody said anything in time.
 */
export const STAGES = ['planned', 'submitted', 'objected', 'kept', 'confirmed', 'tacit'] as const
export type Stage = (typeof STAGES)[number]

/** An inspection 督查 of a branch in a term. The words of this feature are in its README.md. */
export type Visit = {
  id: VisitId
  term: string
  branch: BranchId
  inspector: MemberId
  day: Temporal.PlainDate
  /** Counts the changes of inspector and day, from 1. */
  revision: number
  stage: Stage
}

/** Somebody who may be drawn: `branches` null: for any but the own; `load`: the visits that stay theirs this term. */
export type Candidate = { who: MemberId; own: BranchId; branches: readonly BranchId[] | null; load: number }
