import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { cancelMeeting, meetingById } from '../../meetings/service.ts'
import type { Meeting } from '../../meetings/types.ts'
import { admins, rightsOf } from '../../roster/service.ts'
import { repliesOf } from '../answers/service.ts'
import { markObserversStale, tellObserversOfEnd } from '../observers/service.ts'
import type { Refusal } from '../types.ts'
import { isBefore } from '../../time/order.ts'

/**
 * Meetings whose line disappeared from the college's file, or that their series names no more: one that nobody answered or
 * changed is cancelled; about any other the administrators are asked, and until then it stays.
 */
export async function dropMeetings(ctx: Ctx, tx: Tx, ids: readonly MeetingId[]): Promise<void> {
  for (const id of ids) {
    const meeting = await meetingById(tx, id)
    // What has begun takes place, whatever the file says of it.
    const isAhead = isBefore(ctx.now(), meeting.startsAt)
    if (meeting.state !== 'scheduled' || !isAhead) continue
    const { join, leave } = await repliesOf(tx, id)
    if (join + leave === 0 && !meeting.edited) await cancel(ctx, tx, { meeting: id, by: 'file' })
    else await askAdmins(ctx, tx, meeting)
  }
}

const droppedLetter = kind(
  'attendance.dropped',
  { key: '{meeting}:v{version}:{person}', ref: '{meeting}' },
  { meeting: MeetingId, version: count, person: MemberId },
)

async function askAdmins(ctx: Ctx, tx: Tx, meeting: Meeting): Promise<void> {
  const letters = (await admins(tx)).map((person) => ({
    ...droppedLetter.names({ meeting: meeting.id, version: meeting.version, person }),
    to: { person },
  }))
  await writeLetters(ctx, tx, letters)
}

/** Cancels such a meeting after all. */
export async function cancelDropped(
  ctx: Ctx,
  tx: Tx,
  what: { meeting: MeetingId; by: MemberId },
): Promise<Refusal | null> {
  const rights = await rightsOf(ctx, tx, what.by)
  if (!rights.admin) return 'mayNotCancel'
  if ((await meetingById(tx, what.meeting)).state !== 'scheduled') return 'over'
  await cancel(ctx, tx, what)
  return null
}

async function cancel(ctx: Ctx, tx: Tx, { meeting: id, by }: { meeting: MeetingId; by: MemberId | 'file' }) {
  await cancelMeeting(ctx, tx, { id, reason: null, by })
  const meeting = await meetingById(tx, id)
  await tellObserversOfEnd(ctx, tx, meeting)
  await markObserversStale(tx, meeting)
}
