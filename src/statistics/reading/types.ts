import type { MeetingType } from '../../../config/college.ts'
import type { Branch } from '../../roster/types.ts'
import type { Term } from '../../time/calendar.ts'
import type { Asked, Scope } from '../types.ts'

/** What words are read against: `own`: what 支部 and 小组 mean to this person, `usual`: whose figures go without saying. */
export type Knows = {
  types: readonly MeetingType[]
  branches: readonly Branch[]
  terms: readonly Term[]
  today: Temporal.PlainDate
  own: { branches: readonly Scope[]; groups: readonly Scope[] }
  usual: Scope
  me: Scope
}

/** Why something is asked: words that mean nothing, or more than one thing; more than a year. */
export type Doubt = 'unknown' | 'several' | 'tooLong'

/** What words mean; in doubt, all that they may mean, and what was not understood. */
export type Reading =
  | { ok: true; asked: Asked }
  | { ok: false; doubt: Doubt; left: readonly string[]; choices: Asked[] }
