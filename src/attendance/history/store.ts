import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import { MARKS, type Mark } from '../types.ts'

const Role = z.enum(['due', 'observer', 'exempt'])
const MarkText = z.enum(MARKS)

/** What is kept of a person and one meeting whose roll is closed. */
export type Kept = {
  meeting: MeetingId
  role: z.infer<typeof Role>
  mark: Mark | null
  by: string | null
  at: Temporal.Instant | null
  category: string | null
  /** Whether a meeting that was missed has been made up 补学. */
  madeUp: boolean
}

/** Everybody who sits or sat in on a meeting since then; `came` is null until its roll is closed. */
export async function observed(
  tx: Tx,
  from: Temporal.Instant,
): Promise<{ meeting: MeetingId; who: MemberId; came: boolean | null }[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_rolls as o', 'o.meeting_id', 'd.meeting_id')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .select(['d.meeting_id', 'd.member_id', 'o.state', 'm.mark'])
    .where('d.standing', '=', 'observer')
    .where('o.starts_at', '>=', from)
    .orderBy('o.starts_at', 'desc')
    .orderBy('d.member_id')
    .execute()
  return rows.map(({ meeting_id, member_id, state, mark }) => ({
    meeting: MeetingId.parse(meeting_id),
    who: MemberId.parse(member_id),
    came: state === 'closed' ? mark !== null : null,
  }))
}

/** The closed rolls on which a person stands, of meetings that started at or after `from`; latest first. */
export async function keptOf(tx: Tx, who: MemberId, from: Temporal.Instant): Promise<Kept[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_rolls as o', 'o.meeting_id', 'd.meeting_id')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_leaves as l', (join) =>
      join
        .onRef('l.meeting_id', '=', 'd.meeting_id')
        .onRef('l.member_id', '=', 'd.member_id')
        .on('l.state', 'in', ['asked', 'approved']),
    )
    .leftJoin('attendance_makeups as u', (join) =>
      join.onRef('u.meeting_id', '=', 'd.meeting_id').onRef('u.member_id', '=', 'd.member_id'),
    )
    .select(['d.meeting_id', 'd.standing', 'm.mark', 'm.marked_by', 'm.at', 'l.category', 'u.made_at'])
    .where('d.member_id', '=', who)
    .where('d.standing', 'in', Role.options)
    .where('o.state', '=', 'closed')
    .where('o.starts_at', '>=', from)
    .orderBy('o.starts_at', 'desc')
    .execute()
  return rows.map(({ meeting_id, standing, mark, marked_by: by, at, category, made_at }) => ({
    meeting: MeetingId.parse(meeting_id),
    role: Role.parse(standing),
    mark: mark === null ? null : MarkText.parse(mark),
    by,
    at,
    category,
    madeUp: made_at !== null && (mark === 'leave' || mark === 'absent'),
  }))
}
