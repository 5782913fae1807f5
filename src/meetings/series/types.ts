import type { PlannedMeeting } from '../../../config/college.ts'
import type { MeetingId } from '../../ids.ts'
import type { Meeting } from '../types.ts'

/**
 * The part's glossary: series 系列, occurrence 其中一次, own date 规律所指的日期 (it names the occurrence, wherever that is
 * held), day off 放假日.
 */
export type Occurrence = { date: Temporal.PlainDate; on: Temporal.PlainDate }

/** What a series planned before, with what it proposed then; null when it proposes nothing any more. */
export type Kept = Pick<Meeting, 'id' | 'startsAt' | 'state' | 'edited'> & {
  date: Temporal.PlainDate
  proposed: string | null
}

/** A meeting as a series proposes it, and the rule's own date for it. */
export type Proposal = { planned: PlannedMeeting; date: Temporal.PlainDate }

/** What has to be done for a series, and the days that its rule names within reach. */
export type Steps = { book: Proposal[]; gone: MeetingId[]; days: Temporal.PlainDate[] }
