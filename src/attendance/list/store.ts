import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MeetingId, MemberId } from '../../ids.ts'
import { type Invitation, ROLES, type Role } from '../types.ts'
import { type ByHand, type Exemption, HAND_CHANGES } from './types.ts'

const RoleText = z.enum(ROLES)
const ChangeText = z.enum(HAND_CHANGES)

export type RoleRow = { who: MemberId; role: Role }

/** How far a list has come: what it was made for, and when it was frozen. */
export type List = { listedFor: string | null; frozenAt: Temporal.Instant | null }

/** The list of a meeting, new where there is none, locked until the transaction ends. */
export async function lockList(tx: Tx, meeting: MeetingId): Promise<List> {
  const row = await tx
    .insertInto('attendance_lists')
    .values({ meeting_id: meeting, listed_for: null, frozen_at: null })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet({ meeting_id: meeting }))
    .returning(['listed_for', 'frozen_at'])
    .executeTakeFirstOrThrow()
  return { listedFor: row.listed_for, frozenAt: row.frozen_at }
}

export async function frozenAt(tx: Tx, meeting: MeetingId): Promise<Temporal.Instant | null> {
  const rows = tx.selectFrom('attendance_lists').select('frozen_at').where('meeting_id', '=', meeting)
  return (await rows.executeTakeFirst())?.frozen_at ?? null
}

export async function saveList(tx: Tx, meeting: MeetingId, { listedFor, frozenAt }: List): Promise<void> {
  await tx
    .updateTable('attendance_lists')
    .set({ listed_for: listedFor, frozen_at: frozenAt })
    .where('meeting_id', '=', meeting)
    .execute()
}

/** Meetings behind this one in order of id whose lists are not frozen and whose check-in has not closed at that moment. */
export async function unfrozen(
  tx: Tx,
  { behind, at, most }: { behind: string; at: Temporal.Instant; most: number },
): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('attendance_lists as l')
    .innerJoin('attendance_rolls as o', 'o.meeting_id', 'l.meeting_id')
    .select('l.meeting_id')
    .where('l.frozen_at', 'is', null)
    .where('o.closes_at', '>', at)
    .where('l.meeting_id', '>', behind)
    .orderBy('l.meeting_id')
    .limit(most)
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}

/** Gives these people these roles at a meeting; all others keep theirs. */
export async function setRoles(tx: Tx, meeting: MeetingId, rows: readonly RoleRow[]): Promise<void> {
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

/** Everybody who is or was on the list of a meeting, in order of id. */
export async function list(tx: Tx, meeting: MeetingId): Promise<RoleRow[]> {
  return (await listsOf(tx, [meeting])).get(meeting) ?? []
}

/** The same of several meetings; one without a list is missing. */
export async function listsOf(tx: Tx, meetings: readonly MeetingId[]): Promise<Map<MeetingId, RoleRow[]>> {
  if (meetings.length === 0) return new Map()
  const rows = await tx
    .selectFrom('attendance_due')
    .select(['meeting_id', 'member_id', 'standing'])
    .where('meeting_id', 'in', [...meetings])
    .orderBy('member_id')
    .execute()
  const lists = new Map<MeetingId, RoleRow[]>()
  for (const row of rows) {
    const meeting = MeetingId.parse(row.meeting_id)
    const one = { who: MemberId.parse(row.member_id), role: RoleText.parse(row.standing) }
    const list = lists.get(meeting)
    if (list === undefined) lists.set(meeting, [one])
    else list.push(one)
  }
  return lists
}

/** To which of these meetings a person is invited, as one who is expected or an observer. */
export async function invitedTo(tx: Tx, who: MemberId, among: readonly MeetingId[]): Promise<MeetingId[]> {
  if (among.length === 0) return []
  const rows = await tx
    .selectFrom('attendance_due')
    .select('meeting_id')
    .where('member_id', '=', who)
    .where('meeting_id', 'in', [...among])
    .where('standing', 'in', ['due', 'observer'])
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

/** A change of a list by hand, with its reason. */
export type Change = ByHand & { reason: string; by: MemberId; at: Temporal.Instant }

export async function addChange(tx: Tx, meeting: MeetingId, { who, change, ...made }: Change): Promise<void> {
  await tx
    .insertInto('attendance_list_changes')
    .values({ meeting_id: meeting, member_id: who, change, reason: made.reason, by_id: made.by, at: made.at })
    .execute()
}

/** Every change by hand of a meeting's list, in order of making. */
export async function changesOf(tx: Tx, meeting: MeetingId): Promise<Change[]> {
  const rows = await changeRows(tx, [meeting]).execute()
  return rows.map((row) => ({
    ...byHandIn(row),
    reason: row.reason,
    by: MemberId.parse(row.by_id),
    at: row.at,
  }))
}

/** The last change by hand about each person of these meetings; a meeting without one is missing. */
export async function lastChanges(tx: Tx, meetings: readonly MeetingId[]): Promise<Map<MeetingId, ByHand[]>> {
  if (meetings.length === 0) return new Map()
  const rows = await changeRows(tx, meetings).execute()
  const lists = Map.groupBy(rows, (row) => MeetingId.parse(row.meeting_id))
  const last = (all: typeof rows) => new Map(all.map((row) => [row.member_id, byHandIn(row)])).values()
  return new Map([...lists].map(([meeting, all]) => [meeting, [...last(all)]]))
}

function changeRows(tx: Tx, meetings: readonly MeetingId[]) {
  return tx
    .selectFrom('attendance_list_changes')
    .selectAll()
    .where('meeting_id', 'in', [...meetings])
    .orderBy('id')
}

function byHandIn(row: { member_id: string; change: string }): ByHand {
  return { who: MemberId.parse(row.member_id), change: ChangeText.parse(row.change) }
}

/** Approved exemptions, of these branches or of all. */
export async function exemptions(tx: Tx, of?: readonly (BranchId | null)[]): Promise<Exemption[]> {
  const branches = of?.flatMap((one) => one ?? [])
  if (branches?.length === 0) return []
  const rows = await tx
    .selectFrom('attendance_exemptions')
    .select(['member_id', 'branch_id'])
    .select([dayText('from_on').as('from_on'), dayText('until_on').as('until_on')])
    .where('state', '=', 'approved')
    .$if(branches !== undefined, (query) => query.where('branch_id', 'in', [...(branches ?? [])]))
    .execute()
  return rows.map((row) => ({
    who: MemberId.parse(row.member_id),
    branch: BranchId.parse(row.branch_id),
    from: Temporal.PlainDate.from(row.from_on ?? ''),
    until: row.until_on === null ? null : Temporal.PlainDate.from(row.until_on),
  }))
}

function dayText(column: 'from_on' | 'until_on') {
  return sql<string | null>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`
}

/** Meetings to come of which a person is on the list, as long as the list is not frozen. */
export async function unfrozenWith(tx: Tx, who: MemberId, at: Temporal.Instant): Promise<MeetingId[]> {
  const rows = await tx
    .selectFrom('attendance_due as d')
    .innerJoin('attendance_lists as l', 'l.meeting_id', 'd.meeting_id')
    .innerJoin('attendance_rolls as o', 'o.meeting_id', 'd.meeting_id')
    .select('d.meeting_id')
    .where('d.member_id', '=', who)
    .where('l.frozen_at', 'is', null)
    .where('o.closes_at', '>', at)
    .orderBy('d.meeting_id')
    .execute()
  return rows.map((row) => MeetingId.parse(row.meeting_id))
}
