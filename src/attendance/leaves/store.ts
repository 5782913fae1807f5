import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { Leave, Invitation } from '../types.ts'
import type { LeaveRequest, Placed } from './types.ts'

const LeaveState = z.enum(['asked', 'approved', 'refused', 'withdrawn'])

type Asked = Invitation & Leave & { at: Temporal.Instant }

/** Writes a request for leave over an earlier one; what was granted without a decision has nobody who decided. */
export async function saveLeave(tx: Tx, asked: Asked): Promise<void> {
  const { category, note, n, round, late, state, at } = asked
  const decided = { decided_by: null, decided_at: state === 'asked' ? null : at }
  const values = { category, note, n, round, late, state, asked_at: at, ...decided }
  await tx
    .insertInto('attendance_leaves')
    .values({ meeting_id: asked.meeting, member_id: asked.who, ...values })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(values))
    .execute()
}

/** Writes an explanation over an earlier one. */
export async function saveNote(tx: Tx, { meeting, who }: Invitation, note: string): Promise<void> {
  await tx
    .updateTable('attendance_leaves')
    .set({ note })
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .execute()
}

/** Books a leave of the past as approved. */
export async function savePastLeave(tx: Tx, leave: Invitation & { category: string; at: Temporal.Instant }) {
  const { meeting, who, category, at } = leave
  await tx
    .insertInto('attendance_leaves')
    .values({
      meeting_id: meeting,
      member_id: who,
      category,
      note: null,
      n: 1,
      state: 'approved',
      asked_at: at,
    })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doNothing())
    .execute()
}

export async function setLeaveState(
  tx: Tx,
  invitation: Invitation,
  change: { state: Leave['state']; by?: MemberId; at: Temporal.Instant },
): Promise<void> {
  await tx
    .updateTable('attendance_leaves')
    .set({ state: change.state, decided_by: change.by ?? null, decided_at: change.at })
    .where('meeting_id', '=', invitation.meeting)
    .where('member_id', '=', invitation.who)
    .execute()
}

/** Every request for leave from a meeting, in order of asking. */
export async function requests(tx: Tx, meeting: MeetingId): Promise<LeaveRequest[]> {
  const rows = await tx
    .selectFrom('attendance_leaves as l')
    .leftJoin('attendance_due as d', (join) =>
      join.onRef('d.meeting_id', '=', 'l.meeting_id').onRef('d.member_id', '=', 'l.member_id'),
    )
    .selectAll('l')
    .select('d.standing')
    .where('l.meeting_id', '=', meeting)
    .orderBy('l.asked_at')
    .orderBy('l.member_id')
    .execute()
  return rows.map(({ member_id, category, note, n, round, late, ...row }) => ({
    who: MemberId.parse(member_id),
    leave: { category, note, n, round, late, state: LeaveState.parse(row.state) },
    decidedBy: row.decided_by === null ? null : MemberId.parse(row.decided_by),
    isExpected: row.standing === 'due',
  }))
}

/** Gives requests their place on the cards of whoever decides. */
export async function place(tx: Tx, meeting: MeetingId, placed: readonly Placed[]): Promise<void> {
  for (const [round, some] of Map.groupBy(placed, (one) => one.round)) {
    await tx
      .updateTable('attendance_leaves')
      .set({ round })
      .where('meeting_id', '=', meeting)
      .where(
        'member_id',
        'in',
        some.map(({ who }) => who),
      )
      .execute()
  }
}

/** Requests for leave that nobody has decided. */
export async function undecided(tx: Tx): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom('attendance_leaves')
    .select(['meeting_id', 'member_id'])
    .where('state', '=', 'asked')
    .orderBy('asked_at')
    .execute()
  return rows.map((row) => ({ meeting: MeetingId.parse(row.meeting_id), who: MemberId.parse(row.member_id) }))
}
