import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Leave, Refusal } from '../types.ts'

type Decision = {
  meeting: Pick<Meeting, 'mergedInto'>
  member: MemberId
  by: MemberId
  /** Whether the rights let them decide. */
  may: boolean
  leave: Leave | null
  state: 'approved' | 'refused'
}

/** Why somebody may not decide on a leave, or null; nobody decides on the own. (domain §5, row 10) */
export function refusalToDecide({ meeting, member, by, may, leave, state }: Decision): Refusal | null {
  if (by === member) return 'ownLeave'
  if (!may) return 'mayNot'
  if (meeting.mergedInto !== null) return 'merged'
  if (leave?.state === 'asked') return null
  return leave?.state === state ? 'alreadyDecided' : 'nothingToDecide'
}
