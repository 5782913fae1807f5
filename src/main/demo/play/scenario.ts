import type { College, PlannedMeeting } from '../../../../config/college.ts'
import type { MemberId } from '../../../ids.ts'
import type { Actor } from './actor.ts'
import type { Frame } from './moments.ts'
import type { Seen } from './seen.ts'

/** Something that somebody is going to do. */
export type Plan = { at: Temporal.Instant; act: () => Promise<unknown> }

/** Where people react: who they are, what they may press, and when what happens. */
export type Cast = {
  college: College
  frame: Frame
  actor: Actor
  /** The cards on which leaves are decided, as they have come. */
  leaveCards: Seen[]
}

/** Some minutes later, at a full ten minutes: who acts at the same moment acts together. */
export function later(seen: Seen, minutes: number): Temporal.Instant {
  const slot = 10 * 60_000
  const at = seen.at.add({ minutes: Math.round(minutes) }).epochMilliseconds
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(at / slot) * slot)
}

/** The person to whose direct chat a message belongs. */
export function readerOf({ college }: Cast, seen: Seen): MemberId | undefined {
  return college.members.find(({ openId }) => openId === seen.to)?.id
}

/** The planned meeting that a message is about. */
export function meetingOf({ college }: Cast, seen: Seen): PlannedMeeting | undefined {
  return college.meetings.find(({ id }) => id === seen.about)
}
