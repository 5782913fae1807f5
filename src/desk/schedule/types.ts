import { z } from 'zod'
import type { Stage } from '../../attendance/types.ts'
import type { BranchId } from '../../ids.ts'
import type { DutyStatus } from '../../measures/types.ts'
import type { Meeting } from '../../meetings/types.ts'

/** The part's glossary: schedule 会议安排, of a group, or of what one person has to do with. */
export type Row = {
  meeting: Meeting
  /** Whose it is; null: the college's. */
  branch: string | null
  said: { expected: number; join: number; leave: number }
  /** What the reader has answered; null for a group, and for whoever need not come or was not told yet. */
  own: Stage | null
  mayChange: boolean
  /** Whether it has begun, and the reader may see who has come. */
  maySee: boolean
}

/** This week and the next. `to` is the day after. */
export type Weeks = { from: Temporal.PlainDate; to: Temporal.PlainDate }

export type Schedule = Weeks & {
  rows: readonly Row[]
  /** To a secretary, how the branch's organisational life stands. */
  cadence: readonly { branch: string; duties: readonly DutyStatus[] }[]
}

/** Why no list of a branch is shown. */
export type Refusal = 'mayNot' | 'unknown' | 'several'

/** What the list was asked for; `own`: what is here, as all were before a branch could be named. */
export const OfAsked = z.enum(['own', 'branch', 'mayNot', 'unknown', 'several']).catch('own')

/** What was asked, and about which branches: the one that is meant, or those that may have been. */
export type Asked = { of: z.infer<typeof OfAsked>; about: readonly BranchId[] }
