import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { Invitation, Role } from '../types.ts'

const RoleText = z.enum(['due', 'observer', 'exempt'])

export type RoleRow = { who: MemberId; role: Role }

/** Makes the list of a meeting exactly this one; who is no longer on it loses what was said and marked. */
export async function replace(tx: Tx, meeting: MeetingId, rows: readonly RoleRow[]): Promise<void> {
  const kept = rows.map((row) => row.who)
  await tx
    .deleteFrom('attendance_due')
    .where('meeting_id', '=', meeting)
    .$if(kept.length > 0, (query) => query.where('member_id', 'not in', kept))
    .execute()
  if (rows.length === 0) return
  await tx
    .insertInto('attendance_due')
    .values(rows.map(({ who, role }) => ({ meeting_id: meeting, member_id: who, standing: role })))
    .onConflict((conflict) =>
      conflict
        .columns(['meeting_id', 'member_id'])
        .doUpdateSet((eb) => ({ standing: eb.ref('excluded.standing') })),
    )
    .execute()
}

export async function list(tx: Tx, meeting: MeetingId): Promise<RoleRow[]> {
  const rows = await tx
    .selectFrom('attendance_due')
    .select(['member_id', 'standing'])
    .where('meeting_id', '=', meeting)
    .orderBy('member_id')
    .execute()
  return rows.map((row) => ({
    who: MemberId.parse(row.member_id),
    role: RoleText.parse(row.standing),
  }))
}

/** To which of these meetings a person is invited, as one who is expected or an observer. */
export async function invitedTo(tx: Tx, who: MemberId, among: readonly MeetingId[]): Promise<MeetingId[]> {
  if (among.length === 0) return []
  const rows = await tx
    .selectFrom('attendance_due')
    .select('meeting_id')
    .where('member_id', '=', who)
    .where('meeting_id', 'in', [...among])
    .where('standing', '<>', 'exempt')
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}

/**
 * How a person stands, null for strangers to the meeting; locked, so that one person's clicks go one by one. Not so that a
 * mark that refers to it would wait: whoever checks in late marks all others.
 */
export async function lock(tx: Tx, invitation: Invitation): Promise<Role | null> {
  return roleIn(await invitationRow(tx, invitation).forNoKeyUpdate().executeTakeFirst())
}

/** Locks the whole list of a meeting, in order of id. */
export async function lockAll(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx
    .selectFrom('attendance_due')
    .select('member_id')
    .where('meeting_id', '=', meeting)
    .orderBy('member_id')
    .forNoKeyUpdate()
    .execute()
}

export async function roleOf(tx: Tx, invitation: Invitation): Promise<Role | null> {
  return roleIn(await invitationRow(tx, invitation).executeTakeFirst())
}

function invitationRow(tx: Tx, { meeting, who }: Invitation) {
  return tx
    .selectFrom('attendance_due')
    .select('standing')
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
}

function roleIn(row: { standing: string } | undefined): Role | null {
  return row === undefined ? null : RoleText.parse(row.standing)
}
