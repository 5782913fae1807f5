import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { type MeetingId, MemberId } from '../../ids.ts'
import { stageOf } from '../answers/service.ts'
import { MARKS, ROLES } from '../types.ts'
import type { Attendee, Reminder } from './types.ts'

const RoleText = z.enum(ROLES)
const ReplyText = z.enum(['join', 'leave']).nullable()
const LeaveState = z.enum(['asked', 'approved', 'refused', 'withdrawn'])
const MarkText = z.enum(MARKS).nullable()

/** Everybody on the list of a meeting, in order of id, with what they said and how they were marked. */
export async function attendees(tx: Tx, meeting: MeetingId): Promise<Attendee[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_replies as r', (join) =>
      join.onRef('r.meeting_id', '=', 'd.meeting_id').onRef('r.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_leaves as l', (join) =>
      join.onRef('l.meeting_id', '=', 'd.meeting_id').onRef('l.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_checked_for as c', (join) =>
      join.onRef('c.meeting_id', '=', 'd.meeting_id').onRef('c.member_id', '=', 'd.member_id'),
    )
    .select(['d.member_id', 'd.standing', 'r.reply', 'r.said_by', 'l.state', 'm.mark', 'c.by_id'])
    .where('d.meeting_id', '=', meeting)
    .where('d.standing', '<>', 'out')
    .orderBy('d.member_id')
    .execute()
  return rows.map(({ member_id, standing, reply, state, mark, ...others }) => {
    const leave = state === null ? null : { state: LeaveState.parse(state) }
    return {
      who: MemberId.parse(member_id),
      role: RoleText.parse(standing),
      stage: stageOf(ReplyText.parse(reply), leave),
      mark: MarkText.parse(mark),
      answeredFor: others.said_by !== null,
      checkedFor: others.by_id !== null,
    }
  })
}

type Day = { meeting: MeetingId; day: Temporal.PlainDate }

/** Notes that people are reminded on this day; false when that was noted before. */
export async function noteReminder(tx: Tx, { meeting, day, ...made }: Day & Reminder): Promise<boolean> {
  const row = await tx
    .insertInto('attendance_reminders')
    .values({ meeting_id: meeting, day: day.toString(), by_id: made.by, at: made.at, people: made.people })
    .onConflict((conflict) => conflict.doNothing())
    .returning('by_id')
    .executeTakeFirst()
  return row !== undefined
}

/** The newest reminder of a meeting, or that of a day; null when there was none. */
export async function lastReminder(
  tx: Tx,
  { meeting, day }: { meeting: MeetingId; day?: Temporal.PlainDate },
): Promise<Reminder | null> {
  const row = await tx
    .selectFrom('attendance_reminders')
    .select(['by_id', 'at', 'people'])
    .where('meeting_id', '=', meeting)
    .$if(day !== undefined, (query) => query.where('day', '=', day?.toString() ?? ''))
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { by: MemberId.parse(row.by_id), at: row.at, people: row.people }
}
