import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { type MeetingId, MemberId } from '../../ids.ts'
import { MARKS, type Invitation, type Mark } from '../types.ts'
import type { MarkChange, RollEntry } from './types.ts'

const MarkText = z.enum(MARKS)

/** Everybody who was expected with their mark, in order of id. */
export async function entries(tx: Tx, meeting: MeetingId): Promise<Omit<RollEntry, 'name'>[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .select(['d.member_id', 'm.mark', 'm.marked_by', 'm.at'])
    .where('d.meeting_id', '=', meeting)
    .where('d.standing', '=', 'due')
    .orderBy('d.member_id')
    .execute()
  return rows.map(({ member_id, mark, marked_by: by, at }) => ({
    who: MemberId.parse(member_id),
    mark: mark === null ? null : MarkText.parse(mark),
    by,
    at,
  }))
}

/** A mark set by hand; null takes it away. */
export type NewChange = Invitation & {
  was: Mark | null
  became: Mark | null
  by: MemberId
  at: Temporal.Instant
  reason: string | null
}

/** Sets marks by hand, and keeps what each was before. */
export async function change(tx: Tx, meeting: MeetingId, changes: readonly NewChange[]): Promise<void> {
  const set = changes.flatMap(({ who, became: mark, at, by }) =>
    mark === null ? [] : [{ meeting_id: meeting, member_id: who, mark, at, marked_by: by }],
  )
  const taken = changes.flatMap(({ who, became }) => (became === null ? [who] : []))
  if (taken.length > 0)
    await tx
      .deleteFrom('attendance_marks')
      .where('meeting_id', '=', meeting)
      .where('member_id', 'in', taken)
      .execute()
  if (set.length > 0)
    await tx
      .insertInto('attendance_marks')
      .values(set)
      .onConflict((conflict) =>
        conflict.columns(['meeting_id', 'member_id']).doUpdateSet((eb) => ({
          mark: eb.ref('excluded.mark'),
          at: eb.ref('excluded.at'),
          marked_by: eb.ref('excluded.marked_by'),
        })),
      )
      .execute()
  const kept = changes.map(({ who, was, became, by, at, reason }) => ({
    ...{ meeting_id: meeting, member_id: who, was, became, by_id: by, at, reason },
  }))
  await tx.insertInto('attendance_mark_changes').values(kept).execute()
}

/** The newest changes of settled marks, latest first. */
export async function corrections(
  tx: Tx,
  meeting: MeetingId,
  most: number,
): Promise<(Omit<MarkChange, 'name' | 'by'> & { who: MemberId; by: MemberId })[]> {
  const rows = await tx
    .selectFrom('attendance_mark_changes')
    .select(['member_id', 'was', 'became', 'by_id', 'at', 'reason'])
    .where('meeting_id', '=', meeting)
    .where('was', 'is not', null)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ member_id, was, became, by_id, at, reason }) => ({
    who: MemberId.parse(member_id),
    was: was === null ? null : MarkText.parse(was),
    became: became === null ? null : MarkText.parse(became),
    by: MemberId.parse(by_id),
    at,
    reason,
  }))
}
