import type { Audience, MeetingType } from '../../../config/college.ts'
import type { BranchId, MeetingId, MemberId } from '../../ids.ts'
import type { Seen } from '../../time/read/types.ts'
import type { Clashes, Meeting, MeetingTimes } from '../../meetings/types.ts'
import type { Filled } from '../types.ts'

/** Somebody for whom a person may call a meeting: by key, `branch:B10`, `group:B10G1`, `secretaries`, `committee`, `both`. */
export type AudienceChoice = {
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
  /** The audience's key; forms and rows call it so. */
  whom: string | null
  type: string | null
  title: string
  start: Temporal.PlainDateTime | null
  /** Null: as long as its type lasts. */
  minutes: number | null
  place: string
  agenda: string[]
  /** When it was written, of what came so late that its day may be misread; null otherwise. */
  saidAt: Temporal.PlainDateTime | null
}

/** A draft from which a meeting can be booked. */
export type Complete = Draft & { whom: string; type: string; start: Temporal.PlainDateTime }

/** A free activity: its title is its type. */
export const OTHER = 'other'

/** How far it has come: what its card shows. `past`: the preview is of a record and not of a meeting ahead. */
export type Stage =
  | { at: 'when'; draft: Draft; question: string; choices: Temporal.PlainDateTime[] }
  | { at: 'form'; draft: Draft; question: string | null; filled: Filled }
  | { at: 'preview'; draft: Complete; past: boolean }
  | { at: 'booked' | 'recorded' }
  | { at: 'dropped' }

/** A person who calls a meeting: one card. Its id becomes that of the meeting. */
export type NewMeetingDialogue = { id: MeetingId; by: MemberId; stage: Stage }

/** Why a meeting is not booked. */
export type Refusal =
  | 'mayNot'
  | 'mayNotUndo'
  | 'noAudience'
  | 'noType'
  | 'misfit'
  | 'noTitle'
  | 'noTime'
  | 'noMinutes'
  | 'underway'
  | 'outdated'
  | 'already'

/** What the preview of a meeting shows. */
export type Preview = {
  title: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  place: string
  agenda: readonly string[]
  audience: string
  expected: number
  /** Where people hear of it; null when nowhere. */
  where: string | null
  /** What happens when; null for a record of the past. */
  times: MeetingTimes | null
  clashes: Clashes
  /** The name of the day off that it falls on, empty for a weekend; null on a working day. */
  dayOff: string | null
}

/** Everything that the card of a draft shows at this moment. */
export type NewMeetingView = {
  dialogue: NewMeetingDialogue
  /** For whom the person may call a meeting. */
  may: readonly AudienceChoice[]
  types: readonly MeetingType[]
  seen: Seen
  zone: string
  now: Temporal.Instant
  /** What the preview shows; null at every other stage. */
  preview: Preview | null
  /** The meeting once it is booked. */
  meeting: Meeting | null
}
