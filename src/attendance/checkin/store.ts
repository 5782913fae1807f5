import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { AttendanceTables } from '../../db/attendance-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, type MemberId } from '../../ids.ts'
import { MARKS, type Mark, ROLES, type Roll, type Invitation, type Role } from '../types.ts'
import type { Code } from '../code/types.ts'

const MarkText = z.enum(MARKS)
const RoleText = z.enum(ROLES)
const RollState = z.enum(['planned', 'open', 'closed'])

export async function roll(tx: Tx, meeting: MeetingId): Promise<Roll | null> {
  const row = await tx
    .selectFrom('attendance_rolls')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .executeTakeFirst()
  return row === undefined ? null : rollIn(row)
}

function rollIn(row: Selectable<AttendanceTables['attendance_rolls']>): Roll {
  return {
    meeting: MeetingId.parse(row.meeting_id),
    startsAt: row.starts_at,
    answerBy: row.answer_by,
    opensAt: row.opens_at,
    lateAfter: row.late_after,
    closesAt: row.closes_at,
    state: RollState.parse(row.state),
    closedAt: row.closed_at,
  }
}

export async function saveRoll(tx: Tx, roll: Roll): Promise<void> {
  const values = {
    starts_at: roll.startsAt,
    answer_by: roll.answerBy,
    opens_at: roll.opensAt,
    late_after: roll.lateAfter,
    closes_at: roll.closesAt,
    state: roll.state,
    closed_at: roll.closedAt,
  }
  await tx
    .insertInto('attendance_rolls')
    .values({ meeting_id: roll.meeting, ...values })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(values))
    .execute()
}

export async function openRoll(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.updateTable('attendance_rolls').set({ state: 'open' }).where('meeting_id', '=', meeting).execute()
}

export async function closeRoll(tx: Tx, meeting: MeetingId, at: Temporal.Instant): Promise<void> {
  const closed = { state: 'closed', closed_at: at }
  await tx.updateTable('attendance_rolls').set(closed).where('meeting_id', '=', meeting).execute()
}

export async function markOf(
  tx: Tx,
  invitation: Invitation,
): Promise<{ mark: Mark; at: Temporal.Instant } | null> {
  const row = await tx
    .selectFrom('attendance_marks')
    .select(['mark', 'at'])
    .where('meeting_id', '=', invitation.meeting)
    .where('member_id', '=', invitation.who)
    .executeTakeFirst()
  return row === undefined ? null : { mark: MarkText.parse(row.mark), at: row.at }
}

/** The check-in of a meeting, how a person was marked in it until now, and the digits that it asks for, if any. */
export async function rollFor(
  tx: Tx,
  invitation: Invitation,
): Promise<{ roll: Roll | null; before: { mark: Mark; at: Temporal.Instant } | null; code: Code | null }> {
  const row = await tx
    .selectFrom('attendance_rolls as o')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'o.meeting_id').on('m.member_id', '=', invitation.who),
    )
    .leftJoin('attendance_codes as c', 'c.meeting_id', 'o.meeting_id')
    .leftJoin('attendance_code_tries as t', (join) =>
      join.onRef('t.meeting_id', '=', 'o.meeting_id').on('t.member_id', '=', invitation.who),
    )
    .selectAll('o')
    .select(['m.mark', 'm.at', 'c.digits', 't.wrong'])
    .where('o.meeting_id', '=', invitation.meeting)
    .executeTakeFirst()
  if (row === undefined) return { roll: null, before: null, code: null }
  const { mark, at, digits, wrong } = row
  const before = mark === null || at === null ? null : { mark: MarkText.parse(mark), at }
  return { roll: rollIn(row), before, code: digits === null ? null : { digits, wrong: wrong ?? 0 } }
}

/** The check-in of a meeting, whether it asks for digits, and everybody on its list with their mark, null for none. */
export async function rollWithMarks(
  tx: Tx,
  meeting: MeetingId,
): Promise<{ roll: Roll | null; coded: boolean; marked: { role: Role; mark: Mark | null }[] }> {
  const rows = await tx
    .selectFrom('attendance_rolls as o')
    .leftJoin('attendance_due as d', 'd.meeting_id', 'o.meeting_id')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_codes as c', 'c.meeting_id', 'o.meeting_id')
    .selectAll('o')
    .select(['d.standing', 'm.mark', 'c.digits'])
    .where('o.meeting_id', '=', meeting)
    .execute()
  const [first] = rows
  const marked = rows.flatMap(markedIn)
  if (first === undefined) return { roll: null, coded: false, marked }
  return { roll: rollIn(first), coded: first.digits !== null, marked }
}

function markedIn({ standing, mark }: { standing: string | null; mark: string | null }) {
  if (standing === null) return []
  return [{ role: RoleText.parse(standing), mark: mark === null ? null : MarkText.parse(mark) }]
}

export type NewMark = Invitation & { mark: Mark; at: Temporal.Instant; by: string }

/** Marks who checked in, also when the roll was closed in between with another mark. */
export async function saveCheckIn(tx: Tx, checkIn: NewMark): Promise<void> {
  const values = { mark: checkIn.mark, at: checkIn.at, marked_by: checkIn.by }
  await tx
    .insertInto('attendance_marks')
    .values({ meeting_id: checkIn.meeting, member_id: checkIn.who, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['meeting_id', 'member_id'])
        .doUpdateSet(values)
        .where('attendance_marks.mark', 'in', ['leave', 'absent']),
    )
    .execute()
}

/** Adds marks for those who have none. */
export async function addMarks(tx: Tx, marks: readonly NewMark[]): Promise<void> {
  if (marks.length === 0) return
  await tx
    .insertInto('attendance_marks')
    .values(
      marks.map(({ meeting, who, mark, at, by }) => ({
        meeting_id: meeting,
        member_id: who,
        mark,
        at,
        marked_by: by,
      })),
    )
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doNothing())
    .execute()
}

/** Takes a mark of leave away. */
export async function unmarkLeave(tx: Tx, invitation: Invitation): Promise<void> {
  await tx
    .deleteFrom('attendance_marks')
    .where('meeting_id', '=', invitation.meeting)
    .where('member_id', '=', invitation.who)
    .where('mark', '=', 'leave')
    .execute()
}

/** Forgets who was marked how. */
export async function forgetMarks(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.deleteFrom('attendance_marks').where('meeting_id', '=', meeting).execute()
}

/** Meetings at which people check in and where this person is expected and has not, in order of time. */
export async function openFor(tx: Tx, who: MemberId): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('attendance_rolls as o')
    .innerJoin('attendance_due as d', 'd.meeting_id', 'o.meeting_id')
    .leftJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'o.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .select('o.meeting_id')
    .where('o.state', '=', 'open')
    .where('d.member_id', '=', who)
    .where('d.standing', '<>', 'out')
    .where('m.mark', 'is', null)
    .orderBy('o.starts_at')
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}
