import type { BranchId, RequestId } from '../../ids.ts'

/** The part's glossary: decision 决定, task 议定事项 (what a branch is to do, and by which day), done 完成. */
export type Task = {
  id: string
  /** The report in which the decision stands. */
  request: RequestId
  branch: BranchId
  what: string
  dueOn: Temporal.PlainDate
  done: boolean
}

/** A decision as it was written: what branches are to do, or why it is not understood. */
export type Decision =
  | { ok: true; branches: BranchId[]; what: string; dueOn: Temporal.PlainDate }
  | { ok: false; line: string; why: 'noDay' | 'past' | 'nothing' }

/** The tasks of a branch from one report. */
export type TasksRef = { request: RequestId; branch: BranchId }

/** The decisions of a report, and whether its writer may make them; `names` are the branches'. */
export type Decided = {
  decisions: readonly Decision[]
  names: ReadonlyMap<BranchId, string>
  mayMake: boolean
  submitted: boolean
}

/** A task that waits for a person; `branch` is the name of the branch. */
export type OpenTask = { id: string; what: string; branch: string; dueOn: Temporal.PlainDate }

/** Why a task is not ticked off. */
export type Refusal = 'mayNot' | 'already' | 'withdrawn'
