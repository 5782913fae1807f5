import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { type MeetingId, MemberId } from '../../ids.ts'
import type { Mark } from '../types.ts'

const MarkText = z.enum(['present', 'late', 'leave', 'absent']).nullable()

/** How everybody expected at a meeting is marked, null for not at all. */
export async function expectedMarks(tx: Tx, meeting: MeetingId): Promise<Map<MemberId, Mark | null>> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .select(['d.member_id', 'm.mark'])
    .where('d.meeting_id', '=', meeting)
    .where('d.standing', '=', 'due')
    .execute()
  return new Map(rows.map(({ member_id, mark }) => [MemberId.parse(member_id), MarkText.parse(mark)]))
}
