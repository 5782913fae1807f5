import type { Audience } from '../../../config/college.ts'
import type { BranchId, MeetingId, MemberId } from '../../ids.ts'
import type { Filled } from '../types.ts'

/** Somebody for whom a person may call a meeting: by key, `branch:B10`, `group:B10G1`, `secretaries`, `committee`, `both`. */
export type Whom = {
  key: string
  /** 「本科二支部」. */
  name: string
  audience: Audience
  level: 'branch' | 'group' | 'college'
  /** The branch that it is or belongs to; null for the college. */
  branch: BranchId | null
}

/** A meeting as far as it is known. `type` is `other` for a free activity; `title` empty: called like its type. */
export type Draft = {
  whom: string | null
  type: string | null
  title: string
  start: Temporal.PlainDateTime | null
  /** Null: as long as its type lasts. */
  minutes: number | null
  place: string
  agenda: string[]
}

/** A draft from which a meeting can be booked. */
export type Complete = Draft & { whom: string; type: string; start: Temporal.PlainDateTime }

/** A free activity: its title is its type. */
export const OTHER = 'other'

/** How far it has come: what its card shows. `past`: the preview is of a record and not of a plan. */
export type Stage =
  | { at: 'when'; draft: Draft; question: string; choices: Temporal.PlainDateTime[] }
  | { at: 'form'; draft: Draft; question: string | null; filled: Filled }
  | { at: 'preview'; draft: Complete; past: boolean }
  | { at: 'booked' | 'recorded' }
  | { at: 'dropped' }

/** A person who calls a meeting: one card. Its id becomes that of the meeting. */
export type Calling = { id: MeetingId; by: MemberId; stage: Stage }

/** Why a meeting is not booked. */
export type Refusal =
  | 'mayNot'
  | 'noWhom'
  | 'noType'
  | 'misfit'
  | 'noTitle'
  | 'noTime'
  | 'noMinutes'
  | 'underway'
  | 'outdated'
  | 'settled'
