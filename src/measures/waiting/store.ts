import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import type { Coming, Standing, WaitingNow } from './types.ts'

type Span = { from: Temporal.Instant; to: Temporal.Instant }
type Of = Span & { branch: BranchId | null }

/** What waits, counted in one statement; `missing`: records that were not handed in by the end. Tasks are given to branches alone. */
export async function standing(
  tx: Tx,
  { branch, from, to }: Of,
): Promise<{ missing: number } & Omit<Standing, 'overdue'>> {
  const of = branch === null ? sql`branch_id is null` : sql`branch_id = ${branch}`
  const { rows } = await sql<{ missing: number } & Omit<Standing, 'overdue'>>`
    select
      (select count(*)::int from pub_reports
        where ${of} and state in ('open', 'withdrawn') and due_at < ${to}) as missing,
      (select count(*)::int from pub_reports where ${of} and state = 'returned') as returned,
      (select count(*)::int from pub_reports where ${of} and waits) as "toReview",
      (select count(*)::int from pub_arrivals where ${of} and submitted_at >= ${to} and due_at < ${to}) as "cameSince",
      (select count(*)::int from pub_passed where ${of} and at >= ${from} and at < ${to}) as passed,
      (select count(*)::int from pub_remedies where ${of}) as remedies,
      coalesce((select open from pub_tasks where ${of}), 0) as tasks`.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Error('counts have a row')
  return found
}

/** Of all branches and the college: what was due before that moment and has not come in, what waits for a reader, what is to be put right. */
export async function waitingNow(tx: Tx, before: Temporal.Instant): Promise<WaitingNow> {
  const { rows } = await sql<WaitingNow>`
    select
      (select count(*)::int from pub_reports
        where state in ('open', 'withdrawn') and due_at < ${before}) as overdue,
      (select count(*)::int from pub_reports where waits) as "toReview",
      (select count(*)::int from pub_remedies) as remedies`.execute(tx)
  return rows[0] ?? { overdue: 0, toReview: 0, remedies: 0 }
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
