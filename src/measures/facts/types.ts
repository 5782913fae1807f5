import type { MeetingId, MemberId } from '../../ids.ts'
import type { Sitting } from '../types.ts'

/** A start by which a meeting was known from a moment on. */
export type Known = { startsAt: Temporal.Instant; at: Temporal.Instant }

/** A meeting before it is known what became of it in a window. */
export type Meeting = Omit<Sitting, 'outcome' | 'roll' | 'makeups' | 'corrections'> & { state: string }

/** How a person stood to a meeting. */
export type Presence = {
  meeting: MeetingId
  member: MemberId
  standing: string
  mark: string | null
  asked: boolean
  made: boolean
}
