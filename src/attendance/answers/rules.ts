import type { Meeting } from '../../meetings/types.ts'
import type { Leave, Phase, Refusal, Reply, Stage, Role } from '../types.ts'
import { isBefore } from '../../time/order.ts'

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
  return isBefore(now, startsAt) ? 'open' : 'begun'
}

/** Whether somebody has answered. 请假 without a category is a step short of it 还差一步, and counts as nothing. */
export function isAnswer(stage: Stage): stage is Exclude<Stage, 'unanswered' | 'choosing'> {
  return stage !== 'unanswered' && stage !== 'choosing'
}

/** Why a person may not answer at that moment, or null. Answers can be changed until the start. */
export function refusalToAnswer(
  meeting: Pick<Meeting, 'state' | 'startsAt' | 'mergedInto'>,
  role: Role | null,
  madeAt: Temporal.Instant,
): Refusal | null {
  if (meeting.mergedInto !== null) return 'merged'
  if (meeting.state === 'cancelled') return 'cancelled'
  if (meeting.state !== 'scheduled') return 'over'
  if (role === null || role === 'out') return 'notInvited'
  if (role !== 'due') return role
  return isBefore(madeAt, meeting.startsAt) ? null : 'started'
}

/**
 * Why a person may not ask for leave at that moment, or null: leave is taken until the check-in closes, though not from
 * whoever has come. (domain §2.5)
 */
export function refusalToLeave(
  meeting: Pick<Meeting, 'state' | 'startsAt' | 'mergedInto'>,
  role: Role | null,
  {
    madeAt,
    times,
  }: { madeAt: Temporal.Instant; times: { closesAt: Temporal.Instant; came: boolean } | null },
): Refusal | null {
  const refusal = refusalToAnswer(meeting, role, madeAt)
  if (refusal !== null && refusal !== 'started') return refusal
  if (times?.came === true) return 'cameAlready'
  if (refusal === null) return null
  return times !== null && isBefore(madeAt, times.closesAt) ? null : 'over'
}

/** What a new reply does to a request for leave; null leaves it alone. */
export function leaveAfter(reply: Reply, leave: Leave | null): 'withdrawn' | null {
  if (leave === null || leave.state === 'withdrawn') return null
  const replaced = reply === 'join' || leave.state === 'refused'
  return replaced ? 'withdrawn' : null
}
