import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { Invitation } from '../types.ts'
import type { Material, Missed } from './types.ts'

/** Everybody who was expected at a meeting and is marked 请假 or 缺席, in order of id. */
export async function missed(tx: Tx, meeting: MeetingId): Promise<Missed[]> {
  const rows = await missedRows(tx).where('d.meeting_id', '=', meeting).orderBy('d.member_id').execute()
  return rows.map(missedOf)
}

/** One of them; undefined for whoever did not miss it. */
export async function missedBy(tx: Tx, { meeting, who }: Invitation): Promise<Missed | undefined> {
  const row = await missedRows(tx)
    .where('d.meeting_id', '=', meeting)
    .where('d.member_id', '=', who)
    .executeTakeFirst()
  return row && missedOf(row)
}

function missedRows(tx: Tx) {
  return tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'd.meeting_id').onRef('m.member_id', '=', 'd.member_id'),
    )
    .leftJoin('attendance_makeups as u', (join) =>
      join.onRef('u.meeting_id', '=', 'd.meeting_id').onRef('u.member_id', '=', 'd.member_id'),
    )
    .select(['d.member_id', 'u.due_on', 'u.made_at', 'u.words'])
    .where('d.standing', '=', 'due')
    .where('m.mark', 'in', ['leave', 'absent'])
}

function missedOf(row: {
  member_id: string
  due_on: string | null
  made_at: Temporal.Instant | null
  words: string | null
}): Missed {
  return {
    who: MemberId.parse(row.member_id),
    dueOn: row.due_on === null ? null : Temporal.PlainDate.from(row.due_on),
    madeAt: row.made_at,
    words: row.words,
  }
}

/** The meetings that a person missed and is asked to make up, the first due first. */
export async function openOf(
  tx: Tx,
  who: MemberId,
): Promise<{ meeting: MeetingId; dueOn: Temporal.PlainDate }[]> {
  const rows = await tx
    .selectFrom('attendance_makeups as u')
    .innerJoin('attendance_due as d', (join) =>
      join.onRef('d.meeting_id', '=', 'u.meeting_id').onRef('d.member_id', '=', 'u.member_id'),
    )
    .innerJoin('attendance_marks as m', (join) =>
      join.onRef('m.meeting_id', '=', 'u.meeting_id').onRef('m.member_id', '=', 'u.member_id'),
    )
    .select(['u.meeting_id', 'u.due_on'])
    .where('u.member_id', '=', who)
    .where('u.made_at', 'is', null)
    .where('d.standing', '=', 'due')
    .where('m.mark', 'in', ['leave', 'absent'])
    .orderBy('u.due_on')
    .orderBy('u.meeting_id')
    .execute()
  return rows.map((row) => ({
    meeting: MeetingId.parse(row.meeting_id),
    dueOn: Temporal.PlainDate.from(row.due_on),
  }))
}

type Asking = {
  meeting: MeetingId
  people: readonly MemberId[]
  dueOn: Temporal.PlainDate
  by: MemberId
  at: Temporal.Instant
}

/** Asks people for their make-up; whoever was asked before stays as they are. */
export async function ask(tx: Tx, { meeting, people, dueOn, by, at }: Asking): Promise<void> {
  const rows = people.map((who) => ({
    ...{ meeting_id: meeting, member_id: who, due_on: dueOn.toString(), asked_by: by, asked_at: at },
  }))
  await tx
    .insertInto('attendance_makeups')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doNothing())
    .execute()
}

/** Keeps what a person wrote. False when it was written before, or nobody asked. */
export async function make(
  tx: Tx,
  { meeting, who }: Invitation,
  { words, at }: { words: string; at: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable('attendance_makeups')
    .set({ words, made_at: at })
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .where('made_at', 'is', null)
    .returning('member_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Of what people learn who missed a meeting. */
export async function material(tx: Tx, meeting: MeetingId): Promise<Material> {
  const row = await tx
    .selectFrom('attendance_makeup_materials')
    .select(['record', 'given'])
    .where('meeting_id', '=', meeting)
    .executeTakeFirst()
  return row ?? { record: null, given: null }
}

/** Keeps one of the two. */
export async function keep(tx: Tx, meeting: MeetingId, part: Partial<Material>): Promise<void> {
  await tx
    .insertInto('attendance_makeup_materials')
    .values({ meeting_id: meeting, record: null, given: null, ...part })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(part))
    .execute()
}
