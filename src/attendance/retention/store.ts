import { type RawBuilder, sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'

const CODES = ['attendance_codes', 'attendance_code_tries'] as const
const REASONS = [
  'attendance_leaves',
  'attendance_list_changes',
  'attendance_mark_changes',
  'attendance_checked_for',
  'attendance_roll_lines',
  'attendance_vote_forms',
] as const
type OfMeetings =
  | (typeof CODES)[number]
  | (typeof REASONS)[number]
  | 'attendance_makeup_materials'
  | 'attendance_votes'

/** Deletes the digits of closed check-ins, and who mistyped them. */
export async function deleteCodes(tx: Tx, most: number): Promise<number[]> {
  return deleteFrom(tx, CODES, { which: sql`o.state = 'closed'`, most })
}

/** Deletes what was written about people of meetings that started before: their leaves, and why a list or a roll was changed. */
export async function deleteReasons(tx: Tx, { before, most }: Expired): Promise<number[]> {
  return deleteFrom(tx, REASONS, { which: sql`o.starts_at < ${before}`, most })
}

/** Of meetings that started before, deletes from what people learned who missed them, and what was voted: kept as long as their record. */
export async function deleteMinutes(tx: Tx, { before, most }: Expired): Promise<number[]> {
  const tables = ['attendance_makeup_materials', 'attendance_votes'] as const
  return deleteFrom(tx, tables, { which: sql`o.starts_at < ${before}`, most })
}

/** Deletes rows of meetings whose roll `o` is such, `most` of each table; returns how many. */
async function deleteFrom(
  tx: Tx,
  tables: readonly OfMeetings[],
  { which, most }: { which: RawBuilder<unknown>; most: number },
): Promise<number[]> {
  const counts: number[] = []
  for (const name of tables) {
    const table = sql.table(name)
    const rows = sql`select r.ctid from ${table} r join attendance_rolls o using (meeting_id) where ${which} limit ${most}`
    counts.push(await affected(tx, sql`delete from ${table} where ctid = any(array(${rows}))`))
  }
  return counts
}

/** Empties the words of settled requests for a correction; the row stays, for it counts the requests. */
export async function emptyCorrections(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`update attendance_correction_requests set said = '' where ctid = any(array(
      select r.ctid from attendance_correction_requests r join attendance_rolls o using (meeting_id)
      where o.starts_at < ${before} and r.state <> 'open' and r.said <> '' limit ${most}))`,
  )
}

/** Deletes exemptions that were over before that day, or refused or lifted before that moment. */
export async function deleteExemptions(
  tx: Tx,
  { before, day, most }: Expired & { day: Temporal.PlainDate },
): Promise<number> {
  return affected(
    tx,
    sql`delete from attendance_exemptions where ctid = any(array(select ctid from attendance_exemptions
      where (state in ('refused', 'lifted') and decided_at < ${before})
        or (state = 'approved' and until_on < ${day.toString()}::date) limit ${most}))`,
  )
}

/** Meetings that started before and whose lists are kept by name, earliest first. */
export async function listedBefore(tx: Tx, { before, most }: Expired): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('attendance_rolls as o')
    .select('o.meeting_id')
    .where('o.starts_at', '<', before)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('attendance_due as d')
          .select('d.member_id')
          .whereRef('d.meeting_id', '=', 'o.meeting_id'),
      ),
    )
    .orderBy('o.starts_at')
    .orderBy('o.meeting_id')
    .limit(most)
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}

/** Keeps the counts of these meetings. */
export async function keepCounts(tx: Tx, meetings: readonly MeetingId[]): Promise<void> {
  await sql`
    insert into attendance_counts (meeting_id, due, present, late, leave, absent, unconfirmed, observers)
    select d.meeting_id,
      count(*) filter (where d.standing = 'due'),
      count(*) filter (where d.standing = 'due' and m.mark in ('present', 'late')),
      count(*) filter (where d.standing = 'due' and m.mark = 'late'),
      count(*) filter (where d.standing = 'due' and m.mark = 'leave'),
      count(*) filter (where d.standing = 'due' and m.mark = 'absent'),
      count(*) filter (where d.standing = 'due' and m.mark is null and o.closed_at is not null),
      count(*) filter (where d.standing = 'observer' and m.mark is not null)
    from attendance_due d
    left join attendance_rolls o using (meeting_id)
    left join attendance_marks m using (meeting_id, member_id)
    where d.meeting_id = any(${[...meetings]}) group by d.meeting_id
    on conflict (meeting_id) do nothing`.execute(tx)
}

/** Deletes everything about these meetings that names people. */
export async function deleteByName(tx: Tx, meetings: readonly MeetingId[]): Promise<void> {
  const of = [...meetings]
  // Replies, leaves, marks, tries of the code and who was checked in by whom go with the list.
  await tx.deleteFrom('attendance_due').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_list_changes').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_mark_changes').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_roll_lines').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_correction_requests').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_vote_forms').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_makeups').where('meeting_id', 'in', of).execute()
  await tx.deleteFrom('attendance_reminders').where('meeting_id', 'in', of).execute()
}
