import { z } from 'zod'
import { QUORUM_KINDS, type QuorumKind } from '../../../config/college.ts'
import type { Tx } from '../../db/tables.ts'
import { type MeetingId, MemberId } from '../../ids.ts'
import { MARKS, type Mark } from '../types.ts'

const MarkText = z.enum(MARKS).nullable()
const KindText = z.enum(QUORUM_KINDS)

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

/** What the meeting votes on as somebody said at it; null: nobody did. */
export async function chosenKind(tx: Tx, meeting: MeetingId): Promise<QuorumKind | null> {
  const row = await tx
    .selectFrom('attendance_vote_kinds')
    .select('kind')
    .where('meeting_id', '=', meeting)
    .executeTakeFirst()
  return row === undefined ? null : KindText.parse(row.kind)
}

type Choice = { meeting: MeetingId; kind: QuorumKind }

/** Keeps what the meeting votes on, over what was said before. */
export async function chooseKind(tx: Tx, { meeting, kind }: Choice): Promise<void> {
  await tx
    .insertInto('attendance_vote_kinds')
    .values({ meeting_id: meeting, kind })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet({ kind }))
    .execute()
}
