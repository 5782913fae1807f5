import type { Selectable } from 'kysely'
import { z } from 'zod'
import { QUORUM_KINDS } from '../../../config/college.ts'
import type { AttendanceTables } from '../../db/attendance-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { type MeetingId, MemberId } from '../../ids.ts'
import type { Invitation } from '../types.ts'
import { Fault, Filled, type OpenForm, type Vote } from './types.ts'

const KindText = z.enum(QUORUM_KINDS)

/** Every version of every vote of a meeting, in order. */
export async function everyVersion(tx: Tx, meeting: MeetingId): Promise<Vote[]> {
  const rows = await tx
    .selectFrom('attendance_votes')
    .selectAll()
    .where('meeting_id', '=', meeting)
    .orderBy('n')
    .orderBy('version')
    .execute()
  return rows.map(voteIn)
}

function voteIn(row: Selectable<AttendanceTables['attendance_votes']>): Vote {
  const { meeting_id: _, by_id, kind, ...same } = row
  return { ...same, kind: KindText.parse(kind), by: MemberId.parse(by_id) }
}

/** Writes a version of a vote; false when there is one of that number. */
export async function insert(tx: Tx, meeting: MeetingId, { by, ...vote }: Vote): Promise<boolean> {
  const row = await tx
    .insertInto('attendance_votes')
    .values({ meeting_id: meeting, by_id: by, ...vote })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'n', 'version']).doNothing())
    .returning('n')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps the form that a person has open, over an earlier one. */
export async function keepForm(tx: Tx, { meeting, who }: Invitation, form: OpenForm): Promise<void> {
  const fault = form.fault === null ? null : JSON.stringify(form.fault)
  const values = { n: form.n, filled: JSON.stringify(form.filled), fault }
  await tx
    .insertInto('attendance_vote_forms')
    .values({ meeting_id: meeting, member_id: who, ...values })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(values))
    .execute()
}

/** Forgets it; false when none was open. */
export async function forgetForm(tx: Tx, { meeting, who }: Invitation): Promise<boolean> {
  const rows = await tx
    .deleteFrom('attendance_vote_forms')
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .returning('n')
    .execute()
  return rows.length > 0
}

export async function openForm(tx: Tx, { meeting, who }: Invitation): Promise<OpenForm | null> {
  const row = await tx
    .selectFrom('attendance_vote_forms')
    .select(['n', 'filled', 'fault'])
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .executeTakeFirst()
  if (row === undefined) return null
  return { n: row.n, filled: Filled.parse(row.filled), fault: Fault.nullable().parse(row.fault) }
}
