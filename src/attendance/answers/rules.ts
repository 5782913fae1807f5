import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Rights } from '../../roster/types.ts'
import type { Leave, Phase, Refusal, Reply, Stage, Standing } from '../types.ts'

/** The kinds of leave that a person chooses from. */
export const CATEGORIES = ['公务', '教学', '事假', '健康', '其他'] as const

/** How far a person has come with answering. */
export function stageOf(reply: Reply | null, leave: Pick<Leave, 'state'> | null): Stage {
  if (reply === null) return 'unanswered'
  if (reply === 'join') return 'joining'
  return leave === null || leave.state === 'withdrawn' ? 'choosing' : leave.state
}

/** How a meeting stands at a moment. */
export function phaseAt(
  { state, startsAt }: Pick<Meeting, 'state' | 'startsAt'>,
  now: Temporal.Instant,
): Exclude<Phase, 'outdated' | 'withdrawn'> {
  if (state === 'cancelled') return 'cancelled'
  if (state !== 'scheduled') return 'ended'
  return Temporal.Instant.compare(now, startsAt) < 0 ? 'open' : 'begun'
}

/** Whether somebody should still be asked: nothing was said, or 请假 without a category. */
export function needsAsking(stage: Stage): boolean {
  return stage === 'unanswered' || stage === 'choosing'
}

/** Why a person may not answer at that moment, or null. Answers can be changed until the start. */
export function refusalToAnswer(
  meeting: Pick<Meeting, 'state' | 'startsAt' | 'mergedInto'>,
  standing: Standing | null,
  madeAt: Temporal.Instant,
): Refusal | null {
  if (meeting.mergedInto !== null) return 'merged'
  if (meeting.state === 'cancelled') return 'cancelled'
  if (meeting.state !== 'scheduled') return 'over'
  if (standing === null) return 'notInvited'
  if (standing !== 'due') return standing
  return Temporal.Instant.compare(madeAt, meeting.startsAt) >= 0 ? 'started' : null
}

/** What a new reply does to a request for leave; null leaves it alone. */
export function leaveAfter(reply: Reply, leave: Leave | null): 'withdrawn' | null {
  if (leave === null || leave.state === 'withdrawn') return null
  const replaced = reply === 'join' || leave.state === 'refused'
  return replaced ? 'withdrawn' : null
}

/** Why a request for leave is not taken, or null; one that was refused may be made again. */
export function refusalToAsk(leave: Leave | null): Refusal | null {
  if (leave?.state === 'asked') return 'alreadyAsked'
  return leave?.state === 'approved' ? 'alreadyApproved' : null
}

type Decision = {
  meeting: Pick<Meeting, 'branch' | 'mergedInto'>
  member: MemberId
  by: MemberId
  leave: Leave | null
  state: 'approved' | 'refused'
}

/** Why somebody may not decide on a leave, or null: its branch's secretary or deputy, an administrator, never oneself. */
export function refusalToDecide(rights: Rights, decision: Decision): Refusal | null {
  const { meeting, member, by, leave, state } = decision
  const leads = meeting.branch !== null && rights.secretaryOf.includes(meeting.branch)
  if (!rights.admin && !leads) return 'mayNotDecide'
  if (by === member) return 'ownLeave'
  if (meeting.mergedInto !== null) return 'merged'
  if (leave?.state === 'asked') return null
  return leave?.state === state ? 'alreadyDecided' : 'nothingToDecide'
}
