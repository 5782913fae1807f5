import type { BranchId, MemberId } from '../../ids.ts'
import type { Visit } from '../types.ts'

/** Visits as they were drawn; `nobody`: branches for which nobody may be drawn. */
export type Draw = {
  visits: readonly { branch: BranchId; inspector: MemberId; day: Temporal.PlainDate }[]
  nobody: readonly BranchId[]
}

/** One of the rows of a term's plan. `gap`: what keeps it from taking place: no visit is planned, or nobody makes it. */
export type Row = {
  branch: BranchId
  short: string
  visit: Visit | null
  inspector: string | null
  gap: 'unplanned' | 'inspectorGone' | null
  /** How many things are still to be put right 整改, and how many were. */
  remedies: { open: number; closed: number }
}

/** Why nothing is planned or changed. */
export type Refusal =
  | 'mayNot'
  | 'noTerm'
  | 'noInspectors'
  | 'complete'
  | 'changed'
  | 'noDays'
  | 'done'
  | 'ownBranch'
  | 'notFor'
  | 'pastDay'
  | 'outsideTerm'
  | 'unchanged'
