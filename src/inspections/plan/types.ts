import type { BranchId, MemberId } from '../../ids.ts'
import type { Figures } from '../../measures/types.ts'
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
  /** Null while nothing is planned. */
  figures: Figures | null
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
