import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import { among } from '../store.ts'
import type { Coming, WaitingNow, WaitingRow, Whose } from './types.ts'

type Span = { from: Temporal.Instant; to: Temporal.Instant }
type Of = Span & { whose: Whose }

function within(whose: Whose): RawBuilder<SqlBool> {
  return whose === 'all' ? sql`true` : among(whose)
}

const Waiting = z.object({
  number: z.enum(['missing', 'returned', 'toReview', 'cameSince', 'passed', 'remedies', 'tasks']),
  kind: z.enum(['report', 'task']),
  id: z.string(),
  owner: BranchId.nullable(),
  at: z.string().transform((text) => Temporal.Instant.from(text)),
})

/** What waits, thing by thing, in one statement; `missing`: records that were not handed in by the end. Tasks are given to branches alone. */
export async function waiting(tx: Tx, { whose, from, to }: Of, zone: string): Promise<WaitingRow[]> {
  const of = within(whose)
  const { rows } = await sql<{ rows: unknown }>`
    select coalesce(json_agg(w), '[]') as rows from (
      select 'missing' as number, 'report' as kind, id, branch_id as owner, due_at as at from pub_reports
        where ${of} and state in ('open', 'withdrawn') and due_at < ${to}
      union all select 'returned', 'report', id, branch_id, due_at from pub_reports
        where ${of} and state = 'returned'
      union all select 'toReview', 'report', id, branch_id, due_at from pub_reports where ${of} and waits
      union all select 'cameSince', 'report', id, branch_id, due_at from pub_arrivals
        where ${of} and submitted_at >= ${to} and due_at < ${to}
      union all select 'passed', 'report', id, branch_id, at from pub_passed
        where ${of} and at >= ${from} and at < ${to}
      union all select 'remedies', 'report', id, branch_id, due_at from pub_remedies where ${of}
      union all select 'tasks', 'task', id, branch_id, due_on::timestamp at time zone ${zone} from pub_tasks
        where ${of}) w`.execute(tx)
  return Waiting.array().parse(rows[0]?.rows)
}

/** What these are called, as long as they are kept. */
export async function titles(
  tx: Tx,
  ids: readonly string[],
): Promise<{ kind: string; id: string; title: string }[]> {
  if (ids.length === 0) return []
  const query = tx.selectFrom('pub_titles').select(['kind', 'id', 'title'])
  return query.where(sql<SqlBool>`id = any(${[...ids]})`).execute()
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
export async function coming(tx: Tx, { whose, from, to }: Of): Promise<Coming[]> {
  const rows = await tx
    .selectFrom('pub_meetings')
    .select(['id', 'title', 'starts_at', 'branch_id'])
    .where(within(whose))
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .where('state', 'in', ['scheduled', 'ended'])
    .where('merged', '=', false)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, title, starts_at, branch_id }) => ({
    ...{ meeting: id, title, at: starts_at },
    owner: branch_id === null ? null : BranchId.parse(branch_id),
  }))
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
