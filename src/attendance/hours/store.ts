import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'

/** Closed rolls of these meetings: since when, and how many are to be confirmed. */
export async function closedRolls(
  tx: Tx,
  meetings: readonly MeetingId[],
): Promise<Map<MeetingId, { closedAt: Temporal.Instant | null; unconfirmed: number }>> {
  if (meetings.length === 0) return new Map()
  const rows = await tx
    .selectFrom('attendance_rolls as o')
    .select((eb) => [
      'o.meeting_id',
      'o.closed_at',
      eb
        .selectFrom('attendance_due as d')
        .leftJoin('attendance_marks as m', (join) =>
          join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
        )
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('d.meeting_id', '=', 'o.meeting_id')
        .where('d.standing', '=', 'due')
        .where('m.mark', 'is', null)
        .as('unconfirmed'),
    ])
    .where('o.meeting_id', 'in', [...meetings])
    .where('o.state', '=', 'closed')
    .execute()
  return new Map(
    rows.map((row) => [
      MeetingId.parse(row.meeting_id),
      { closedAt: row.closed_at, unconfirmed: row.unconfirmed ?? 0 },
    ]),
  )
}

/** At which of these meetings which of these people were, or which they missed and made up. */
export async function attendances(
  tx: Tx,
  { meetings, people }: { meetings: readonly MeetingId[]; people: readonly MemberId[] },
): Promise<{ meeting: MeetingId; who: MemberId; came: boolean; madeUp: boolean }[]> {
  if (meetings.length === 0 || people.length === 0) return []
  const rows = await tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_makeups as u', (join) =>
      join.onRef('u.meeting_id', '=', 'd.meeting_id').onRef('u.member_id', '=', 'd.member_id'),
    )
    .select(['d.meeting_id', 'd.member_id', 'd.standing', 'm.mark', 'u.made_at'])
    .where('d.meeting_id', 'in', [...meetings])
    .where('d.member_id', 'in', [...people])
    .where('d.standing', '<>', 'out')
    .execute()
  return rows.map(({ meeting_id, member_id, standing, mark, made_at }) => {
    const came = mark === 'present' || mark === 'late'
    const madeUp = standing === 'due' && !came && made_at !== null
    return { meeting: MeetingId.parse(meeting_id), who: MemberId.parse(member_id), came, madeUp }
  })
}
