import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import type { Coming, Standing } from './types.ts'

type Span = { from: Temporal.Instant; to: Temporal.Instant }
type Of = Span & { branch: BranchId | null }

/** Records that nobody handed in by the end, came back, or wait for a reader. */
export async function records(
  tx: Tx,
  { branch, to }: Of,
): Promise<{ missing: number } & Pick<Standing, 'returned' | 'toReview'>> {
  const of = branch === null ? sql`branch_id is null` : sql`branch_id = ${branch}`
  const { rows } = await sql<{ missing: number; returned: number; toReview: number }>`
    select
      (select count(*)::int from pub_reports
        where ${of} and state in ('open', 'withdrawn') and due_at < ${to}) as missing,
      (select count(*)::int from pub_reports where ${of} and state = 'returned') as returned,
      (select count(*)::int from pub_reports where ${of} and waits) as "toReview"`.execute(tx)
  return rows[0] ?? { missing: 0, returned: 0, toReview: 0 }
}

/** Records that were due before `to` and came in at or after it. */
export async function cameSince(tx: Tx, { branch, to }: Of): Promise<number> {
  const row = await tx
    .selectFrom('pub_arrivals')
    .select(sql<number>`count(*)::int`.as('came'))
    .where('branch_id', branch === null ? 'is' : '=', branch)
    .where('submitted_at', '>=', to)
    .where('due_at', '<', to)
    .executeTakeFirstOrThrow()
  return row.came
}

export async function passed(tx: Tx, { branch, from, to }: Of): Promise<number> {
  const row = await tx
    .selectFrom('pub_passed')
    .select(sql<number>`count(*)::int`.as('passed'))
    .where('branch_id', branch === null ? 'is' : '=', branch)
    .where('at', '>=', from)
    .where('at', '<', to)
    .executeTakeFirstOrThrow()
  return row.passed
}

export async function remedies(tx: Tx, { branch }: Pick<Of, 'branch'>): Promise<number> {
  const row = await tx
    .selectFrom('pub_remedies')
    .select(sql<number>`count(*)::int`.as('open'))
    .where('branch_id', branch === null ? 'is' : '=', branch)
    .executeTakeFirstOrThrow()
  return row.open
}

/** Tasks are given to branches alone. */
export async function tasks(tx: Tx, branch: BranchId | null): Promise<number> {
  const row = await tx
    .selectFrom('pub_tasks')
    .select('open')
    .where('branch_id', '=', branch)
    .executeTakeFirst()
  return row?.open ?? 0
}

/** Meetings that start in a stretch of time and take place, or took place, in order of time. */
export async function coming(tx: Tx, { branch, from, to }: Of): Promise<Coming[]> {
  const rows = await tx
    .selectFrom('pub_meetings')
    .select(['id', 'title', 'starts_at'])
    .where('branch_id', branch === null ? 'is' : '=', branch)
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .where('state', 'in', ['scheduled', 'ended'])
    .where('merged', '=', false)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, title, starts_at }) => ({ meeting: id, title, at: starts_at }))
}

/** Those of these branches with a meeting that started, or was to start, in a stretch of time, or with a record due in it. */
export async function branchesIn(
  tx: Tx,
  { among, from, to }: Span & { among: readonly BranchId[] },
): Promise<BranchId[]> {
  if (among.length === 0) return []
  const { rows } = await sql<{ branch_id: string }>`
    select branch_id from pub_starts
      where branch_id = any(${[...among]}) and starts_at >= ${from} and starts_at < ${to}
    union select branch_id from pub_reports
      where branch_id = any(${[...among]}) and due_at >= ${from} and due_at < ${to}`.execute(tx)
  return rows.map(({ branch_id }) => BranchId.parse(branch_id))
}
