import type { Owner } from '../types.ts'

/** What waits at a branch, or at the college itself, at the end of a stretch of time: numbers of things, from whatever week. */
export type Standing = {
  /** Records that were due before the end and had not come in by then. */
  overdue: number
  /** Those of them that have come in since. */
  cameSince: number
  /** Records that came back and wait to be completed, as it is now. */
  returned: number
  /** Records that wait for a reader, as it is now. */
  toReview: number
  /** What an inspection asked to be put right 整改 and is not handed in, as it is now. */
  remedies: number
  /** Decisions of the secretaries' meeting that are still to be carried out, as it is now. */
  tasks: number
  /** Records that passed their review within the stretch. */
  passed: number
}

/** What waits of all branches and of the college itself, as it is now: what `Standing` says of each. */
export type WaitingNow = Pick<Standing, 'overdue' | 'toReview' | 'remedies'>

/** A meeting that is to come. */
export type Coming = { meeting: string; title: string; at: Temporal.Instant; owner: Owner }

/** Everybody, or these branches, and with null the college itself. */
export type Whose = 'all' | readonly Owner[]

/** A thing that one of the numbers of `Standing` counts; `missing`: overdue and not come in, `at`: when it was due, or passed. */
export type WaitingRow = {
  number: 'missing' | Exclude<keyof Standing, 'overdue'>
  kind: 'report' | 'task'
  id: string
  owner: Owner
  at: Temporal.Instant
}
