import type { MemberId } from '../../ids.ts'

/** How one of those who were asked stands. */
export type Standing = 'answered' | 'late' | 'open' | 'waived'

/** How many were asked, answered, answered late, and have not. */
export type Counts = { asked: number; answered: number; late: number; open: number }

/** What was chosen how often, or what numbers add up to, of a question that can be counted. */
export type Counted =
  | { label: string; options: [option: string, times: number][] }
  | { label: string; sum: number }

/** That those were reminded who had not answered: on whose word, when, how many. */
export type Nudge = { by: MemberId; at: Temporal.Instant; people: number }

/** Why something is not done with a collection. */
export type Refusal =
  | 'mayNot'
  | 'closed'
  | 'running'
  | 'tooOld'
  | 'nobodyOpen'
  | 'nudgedToday'
  | 'noTime'
  | 'notLater'
  | 'notWeekly'
