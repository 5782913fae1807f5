import { sql } from 'kysely'
import { z } from 'zod'
import type { Branch, CommitteeSeat, Group, Inspector, Member } from '../../../config/college.ts'
import { writing } from '../../db/reads.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import { forgetBranch } from '../store.ts'
import { GROUP_LEADER } from '../types.ts'
import type { Entries } from './types.ts'

/** One load at a time, whoever loads: held until the transaction ends. */
export async function lockLoads(tx: Tx): Promise<void> {
  await sql`lock table roster_loads in share row exclusive mode`.execute(tx)
}

export async function lastAccepted(tx: Tx): Promise<Entries> {
  return (await lastLoad(tx))?.entries ?? {}
}

/** The last accepted version: its number, its entries, and what `college.yaml` said, null when nobody kept that. */
export async function lastLoad(
  db: Db | Tx,
): Promise<{ id: number; entries: Entries; written: unknown } | undefined> {
  const row = await db
    .selectFrom('roster_loads')
    .select(['id', 'entries', 'written'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, entries: z.record(z.string(), z.string()).parse(row.entries) }
}

/** The number of the last accepted version; null before the first. */
export async function lastLoadId(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('roster_loads')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? null
}

/** Keeps the accepted version; older ones have served. */
export async function keepAccepted(
  tx: Tx,
  { entries, written, at }: { entries: Entries; written: unknown; at: Temporal.Instant },
): Promise<void> {
  await tx.deleteFrom('roster_loads').execute()
  await tx
    .insertInto('roster_loads')
    .values({ accepted_at: at, entries: JSON.stringify(entries), written: JSON.stringify(written) })
    .execute()
}

/** Keeps what `college.yaml` says beside entries that did not change. */
export async function keepWritten(tx: Tx, written: unknown): Promise<void> {
  await tx
    .updateTable('roster_loads')
    .set({ written: JSON.stringify(written) })
    .where('written', 'is distinct from', sql<string>`${JSON.stringify(written)}::jsonb`)
    .execute()
}

export async function saveBranch(tx: Tx, branch: Branch, place: number): Promise<void> {
  forgetBranch(tx)
  const { id, ...rest } = { ...branch, place }
  await tx
    .insertInto('roster_branches')
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute()
}

export async function closeBranch(tx: Tx, id: string): Promise<void> {
  forgetBranch(tx)
  await tx.updateTable('roster_branches').set({ active: false }).where('id', '=', id).execute()
}

export async function saveGroup(tx: Tx, { id, branch, name, chat }: Group): Promise<void> {
  const rest = { branch_id: branch, name, chat }
  await tx
    .insertInto('roster_groups')
    .values({ id, ...rest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute()
}

/** Returns those of the people who are stored with another account, or none. */
export async function accountsChanged(tx: Tx, members: readonly Member[]): Promise<MemberId[]> {
  if (members.length === 0) return []
  const ids = members.map(({ id }) => id)
  const rows = await tx
    .selectFrom('roster_members')
    .select(['id', 'open_id'])
    .where('id', 'in', ids)
    .execute()
  const known = new Map(rows.map(({ id, open_id }) => [id, open_id]))
  return ids.filter((id, index) => known.has(id) && known.get(id) !== members[index]?.openId)
}

/** Takes these ids of the platform away from whoever had them, so that two people can exchange theirs in one load. */
export async function freeOpenIds(tx: Tx, openIds: string[]): Promise<void> {
  if (openIds.length === 0) return
  await writing(tx)
    .updateTable('roster_members')
    .set({ open_id: null })
    .where('open_id', 'in', openIds)
    .execute()
}

/** Returns those of the people to whom letters could not be sent: they have left, or had no account. */
export async function unreachedAmong(tx: Tx, members: readonly Member[]): Promise<MemberId[]> {
  if (members.length === 0) return []
  const rows = await tx
    .selectFrom('roster_members')
    .select('id')
    .where(
      'id',
      'in',
      members.map(({ id }) => id),
    )
    .where((eb) => eb.or([eb('left_on', 'is not', null), eb('open_id', 'is', null)]))
    .execute()
  return rows.map(({ id }) => MemberId.parse(id))
}

export async function saveMembers(tx: Tx, members: Member[]): Promise<void> {
  if (members.length === 0) return
  await writing(tx)
    .insertInto('roster_members')
    .values(members.map(rowOf))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        open_id: eb.ref('excluded.open_id'),
        branch_id: eb.ref('excluded.branch_id'),
        group_id: eb.ref('excluded.group_id'),
        type: eb.ref('excluded.type'),
        voting: eb.ref('excluded.voting'),
        status: eb.ref('excluded.status'),
        probation_start: eb.ref('excluded.probation_start'),
        left_on: null,
      })),
    )
    .execute()
}

function rowOf(member: Member) {
  return {
    id: member.id,
    name: member.name,
    open_id: member.openId,
    branch_id: member.branch,
    group_id: member.group,
    type: member.standing === 'full' ? '正式' : '预备',
    voting: member.voting,
    status: member.status,
    probation_start: member.probationStart?.toString() ?? null,
    left_on: null,
  }
}

/** The offices of these members become what the file says. */
export async function saveOffices(tx: Tx, members: Member[]): Promise<void> {
  if (members.length === 0) return
  const ids = members.map(({ id }) => id)
  await tx.deleteFrom('roster_offices').where('member_id', 'in', ids).execute()
  const rows = members.flatMap((member) =>
    member.offices.map((office) => ({
      member_id: member.id,
      office,
      scope: office === GROUP_LEADER ? (member.group ?? member.branch) : member.branch,
      since: member.officeFrom?.toString() ?? null,
      until: member.officeTo?.toString() ?? null,
    })),
  )
  if (rows.length > 0) await tx.insertInto('roster_offices').values(rows).execute()
}

/** A person who is no longer in the file has left, with date; nothing that is known of the past is lost. */
export async function markLeft(tx: Tx, ids: string[], on: string): Promise<void> {
  if (ids.length === 0) return
  await writing(tx).updateTable('roster_members').set({ left_on: on }).where('id', 'in', ids).execute()
}

export async function saveSeat(tx: Tx, { member, rights, branches = [] }: CommitteeSeat): Promise<void> {
  await tx
    .insertInto('roster_committee')
    .values({ member_id: member, rights, branches })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ rights, branches }))
    .execute()
}

export async function removeInvitation(tx: Tx, member: string): Promise<void> {
  await tx.deleteFrom('roster_committee').where('member_id', '=', member).execute()
}

/** An inspector's branches become what the file says; none: any but the own. */
export async function saveInspector(tx: Tx, { member, branches }: Inspector): Promise<void> {
  await removeInspector(tx, member)
  const named = branches.length === 0 ? [null] : branches
  const rows = named.map((branch) => ({ member_id: member, branch_id: branch }))
  await tx.insertInto('roster_inspectors').values(rows).execute()
}

export async function removeInspector(tx: Tx, member: string): Promise<void> {
  await tx.deleteFrom('roster_inspectors').where('member_id', '=', member).execute()
}
