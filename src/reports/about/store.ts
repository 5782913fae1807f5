import { sql } from 'kysely'
import { z } from 'zod'
import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId, RequestId } from '../../ids.ts'
import { OWED } from '../rules.ts'
import { type About, REQUEST_STATES, Report, type RequestState } from '../types.ts'
import type { HandedIn } from './types.ts'

/** Everything that was asked about one thing, in order of id, with what was handed in last. */
export async function handedIn(tx: Tx, { kind, id }: About): Promise<HandedIn[]> {
  const rows = await tx
    .selectFrom('reports_requests as r')
    .leftJoin('reports_versions as v', (join) =>
      join.onRef('v.request_id', '=', 'r.id').on('v.n', '=', (eb) =>
        eb
          .selectFrom('reports_versions as o')
          .select((of) => of.fn.max('o.n').as('n'))
          .whereRef('o.request_id', '=', 'r.id'),
      ),
    )
    .select([
      'r.id',
      'r.owner_id',
      'r.branch_id',
      'r.office',
      'r.state',
      'r.late',
      'v.fields',
      'v.submitted_at',
    ])
    .where('r.about_kind', '=', kind)
    .where('r.about_id', '=', id)
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    ...contentOf(row.fields),
    id: RequestId.parse(row.id),
    owner: MemberId.parse(row.owner_id),
    branch: row.branch_id === null ? null : BranchId.parse(row.branch_id),
    ofOffice: row.office !== null,
    state: z.enum(REQUEST_STATES).parse(row.state),
    late: row.late,
    at: row.submitted_at,
  }))
}

function contentOf(fields: unknown): Pick<HandedIn, 'answers' | 'photos' | 'files'> {
  if (fields === null) return { answers: null, photos: [], files: [] }
  const { answers, photos, files } = Report.parse(fields)
  return { answers, photos, files }
}

/** Puts all of one thing from these states into another at once; tells whose they are. */
export async function moveAll(
  tx: Tx,
  { kind, id }: About,
  { from, to }: { from: readonly RequestState[]; to: RequestState },
): Promise<MemberId[]> {
  const rows = await writing(tx)
    .updateTable('reports_requests')
    .set({ state: to })
    .where('about_kind', '=', kind)
    .where('about_id', '=', id)
    .where('state', 'in', from)
    .returning('owner_id')
    .execute()
  return rows.map(({ owner_id }) => MemberId.parse(owner_id))
}

/** Sets until when all of one thing can be handed in, and changed; returns those that are still owed. */
export async function setDue(
  tx: Tx,
  { kind, id }: About,
  { dueAt, extended }: { dueAt: Temporal.Instant; extended: boolean },
): Promise<RequestId[]> {
  const rows = await writing(tx)
    .updateTable('reports_requests')
    .set({ due_at: dueAt, ...(extended ? { extended: true } : {}) })
    .where('about_kind', '=', kind)
    .where('about_id', '=', id)
    .returning(['id', sql<boolean>`state = any(${[...OWED]})`.as('owed')])
    .execute()
  return rows.filter(({ owed }) => owed).map((row) => RequestId.parse(row.id))
}
