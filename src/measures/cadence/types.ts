import type { GroupId } from '../../ids.ts'

/**
 * The part's glossary: cadence 频次, duty 应开展 (so many sittings of a type in each window), window 周期 (calendar months of
 * the college's zone), held 已完成,
 * unrecorded 到会待登记 (held, but nobody has written down who came), planned 已安排.
 */
export type Duty = {
  type: string
  /** Sittings in each window of so many calendar months: 1, 3, 6 or 12. */
  times: number
  months: number
  /** Whether a window that lies wholly in the vacation counts. */
  vacation: 'skip' | 'require'
  /** Whether the branch owes it, or each of its groups. */
  of: 'branch' | 'group'
}

/** A meeting as far as the cadence goes. */
export type Sitting = {
  meeting: string
  startsAt: Temporal.Instant
  types: readonly string[]
  group: GroupId | null
  day: Temporal.PlainDate
  state: 'held' | 'unrecorded' | 'planned'
}

/** A window: the day after its last is `to`; from `warnFrom`, two thirds of it, what is missing should be in sight. */
export type Window = {
  key: string
  months: number
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  warnFrom: Temporal.PlainDate
}

/** How a duty stands in a window; `unrecorded` are part of what is done. */
export type Progress = { window: Window; required: number; done: number; unrecorded: number; planned: number }

/** A meeting that counts as done. */
export type Done = Pick<Sitting, 'meeting' | 'startsAt'>

/** How a duty stands in its own window, and in the month, quarter and year; null where it is not required so often. */
export type DutyStatus = {
  duty: Duty
  own: Progress
  month: Progress | null
  quarter: Progress | null
  year: Progress
}

/** What a status is worked out from. */
export type Facts = {
  sittings: readonly Sitting[]
  groups: readonly GroupId[]
  on: Temporal.PlainDate
}
