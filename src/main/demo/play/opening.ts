import type { College } from '../../../../config/college.ts'
import type { MemberId } from '../../../ids.ts'
import type { Calendar } from '../../../time/calendar.ts'
import type { Action } from './action.ts'
import type { Frame } from './moments.ts'
import type { Kind } from './seen.ts'

/** A message that somebody must get, once. */
export type Expected = { kind: Kind; about: string; to: string; at: Temporal.Instant }

/** A report that was owed before the bot moved in. */
export type Owed = { about: string; owner: MemberId; dueAt: Temporal.Instant }

/** What was lived: the college's files, what people did, and between which instants. */
export type Scenario = {
  college: College
  calendar: Calendar
  owed: readonly Owed[]
  actions: readonly Action[]
  from: Temporal.Instant
  until: Temporal.Instant
}

/** What the moments of a scenario are worked out from. */
export function frameOf({ college, calendar, from }: Scenario): Frame {
  return { settings: college.settings, calendar, from }
}

/** Where a person is reached in a direct chat. */
export function reach({ college }: Scenario, who: MemberId): string {
  return college.members.find(({ id }) => id === who)?.openId ?? ''
}
