import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { isBefore } from '../../time/order.ts'
import type { Leave, Refusal } from '../types.ts'
import type { LeaveRequest } from './types.ts'

type Decision = {
  meeting: Pick<Meeting, 'mergedInto'>
  member: MemberId
  by: MemberId
  /** Whether the rights let them decide. */
  may: boolean
  leave: Leave | null
  /** Which request of the person was shown; null on a card that does not say. */
  shown: number | null
  state: 'approved' | 'refused'
}

/** Why somebody may not decide on a leave, or null; nobody decides on the own, or on what was not seen. (domain §5, row 10) */
export function refusalToDecide(decision: Decision): Refusal | null {
  const { leave, state, shown } = decision
  const refusal = refusalToTouch(decision)
  if (refusal !== null) return refusal
  if (leave?.state === 'asked') return shown === null || shown === leave.n ? null : 'requestChanged'
  return leave?.state === state ? 'alreadyDecided' : 'nothingToDecide'
}

function refusalToTouch({ meeting, member, by, may }: Decision): Refusal | null {
  if (by === member) return 'ownLeave'
  if (!may) return 'mayNot'
  return meeting.mergedInto === null ? null : 'merged'
}

/** Why a decision is not changed, or null: until the start, and what the college's rule granted is nobody's decision. */
export function refusalToChange(
  decision: Decision & { meeting: Pick<Meeting, 'mergedInto' | 'startsAt'>; decidedBy: MemberId | null },
  madeAt: Temporal.Instant,
): Refusal | null {
  const { meeting, leave, shown, state, decidedBy } = decision
  const refusal = refusalToTouch(decision)
  if (refusal !== null) return refusal
  if (!isBefore(madeAt, meeting.startsAt)) return 'changeTooLate'
  if (leave?.n !== shown || decidedBy === null) return 'nothingToDecide'
  if (leave?.state === state) return 'alreadyDecided'
  return leave?.state === 'approved' || leave?.state === 'refused' ? null : 'nothingToDecide'
}

/** A request that gets its place on a card. */
export type Placed = { who: MemberId; round: number }

type Placing = {
  /** The person who asks again after a withdrawal: nobody had decided, and the line may come back where it was. */
  again: MemberId | null
  deciderOf: (who: MemberId) => MemberId | null
}

/**
 * On which card each request stands that has no place yet: on the one on which something waits for the same decider; where
 * all is decided a new one, which the decider notices. What was only withdrawn comes back on its own card.
 */
export function placed(all: readonly LeaveRequest[], { again, deciderOf }: Placing): Placed[] {
  const waits = ({ leave, isExpected }: LeaveRequest) => leave.state === 'asked' && isExpected
  const seeks = (one: LeaveRequest) => waits(one) && (one.leave.round === 0 || one.who === again)
  const open = new Map<MemberId, number>()
  for (const { who, leave } of all.filter((one) => waits(one) && !seeks(one))) {
    const by = deciderOf(who)
    if (by !== null) open.set(by, Math.max(open.get(by) ?? 0, leave.round))
  }
  const next = Math.max(0, ...all.map(({ leave }) => leave.round)) + 1
  return all.filter(seeks).flatMap(({ who, leave: { round: own } }) => {
    const by = deciderOf(who)
    if (by === null) return []
    const round = open.get(by) ?? (own > 0 && !isSettled(all, own) ? own : next)
    open.set(by, round)
    return [{ who, round }]
  })
}

/** Whether anything on that card was decided by somebody. */
function isSettled(all: readonly LeaveRequest[], round: number): boolean {
  return all.some(({ leave, decidedBy }) => leave.round === round && decidedBy !== null)
}
