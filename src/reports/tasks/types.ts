import type { BranchId, RequestId } from '../../ids.ts'
import type { Button } from '../../cards/card.ts'

/** The part's glossary: decision 决定, task 议定事项 (what a branch is to do, and by which day), done 完成. */
export type Task = {
  id: string
  /** The report in which the decision stands. */
  request: RequestId
  branch: BranchId
  what: string
  due: Temporal.PlainDate
  done: boolean
}

/** A decision as it was written: what branches are to do, or why it is not understood. */
export type Decision =
  | { ok: true; branches: BranchId[]; what: string; due: Temporal.PlainDate }
  | { ok: false; line: string; why: 'noDay' | 'past' | 'nothing' }

/** The tasks of a branch from one report. */
export type TasksRef = { request: RequestId; branch: BranchId }

/** A task that waits for a person, and the button that ticks it off. */
export type OpenTask = { what: string; branch: string; due: Temporal.PlainDate; tick: Button }

/** Why a task is not ticked off. */
export type Refusal = 'mayNot' | 'already' | 'withdrawn'
