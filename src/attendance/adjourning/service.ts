import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'
import { markStale } from '../../letters/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { isBefore } from '../../time/order.ts'
import { rollState } from '../checkin/service.ts'
import { markAllStale } from '../makeup/service.ts'
import { quorumOf } from '../quorum/service.ts'
import { isSoon } from '../roll/service.ts'
import { votesOf } from '../votes/service.ts'
import type { AdjournRefusal } from './types.ts'

export { adjournAction, adjournButton } from './action.ts'

/**
 * Why a meeting is not put off for want of a quorum 到会不足改期 at that moment, or null: it has begun, and ended 72 hours ago at
 * the most, too few have come to vote, and nothing was voted. Who may is asked by whoever changes meetings. (domain §2.3)
 */
export async function refusalToAdjourn(
  ctx: Ctx,
  tx: Tx,
  { meeting, at }: { meeting: Meeting; at: Temporal.Instant },
): Promise<AdjournRefusal | null> {
  if (meeting.state === 'cancelled' || meeting.state === 'adjourned') return meeting.state
  const quorum = await quorumOf(ctx, tx, meeting)
  if (quorum === null) return 'noVote'
  if (isBefore(at, meeting.startsAt)) return 'notBegun'
  const roll = await rollState(tx, meeting.id)
  if (roll === null || roll.state === 'planned') return 'notOpen'
  if (roll.state === 'closed' && !isSoon(roll, at)) return 'late'
  if (quorum.isMet) return 'met'
  return (await votesOf(tx, meeting.id)).length > 0 ? 'voted' : null
}

/** Says that a meeting was put off: its cards show that. */
export async function markAdjournedStale(tx: Tx, meeting: MeetingId): Promise<void> {
  await markStale(tx, meeting, [
    'attendance.checkin',
    'attendance.overview',
    'attendance.votes',
    'reports.after',
  ])
  await markAllStale(tx, meeting)
}
