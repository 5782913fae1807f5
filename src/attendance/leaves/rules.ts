import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import { isBefore } from '../../time/order.ts'
import type { Leave, Refusal } from '../types.ts'

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
