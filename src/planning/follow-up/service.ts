import * as attendance from '../../attendance/service.ts'
import { tellUncovered } from '../../calendar/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'
import * as meetings from '../../meetings/service.ts'
import * as reports from '../../reports/service.ts'
import { proposeMergings } from '../proposals/service.ts'

/**
 * What follows when meetings were booked or changed, in the same transaction: who is expected, check-in, report, a word to
 * the administrators when that was worked out without an official calendar, and to whom two meetings are one sitting.
 */
export async function takeUpMeetings(ctx: Ctx, tx: Tx, changed: readonly MeetingId[]): Promise<void> {
  await attendance.takeUpMeetings(ctx, tx, changed)
  await reports.takeUpMeetings(ctx, tx, changed)
  const planned = await Promise.all(changed.map((id) => meetings.meetingById(tx, id)))
  const scheduled = planned.filter(({ state }) => state === 'scheduled')
  await tellUncovered(ctx, tx, scheduled.map(meetings.dayOf))
  await proposeMergings(ctx, tx, changed)
}

/** What follows when the files name other chats, in the same transaction: what is announced or opened goes there. */
export async function followChats(ctx: Ctx, tx: Tx): Promise<void> {
  await attendance.followChats(ctx, tx, await meetings.followChats(ctx, tx))
}
