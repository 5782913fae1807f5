import { type Selectable, sql } from 'kysely'
import type { ReviewTables } from '../../db/review-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { type BranchId, MemberId, RequestId } from '../../ids.ts'
import { type Reader, type Review, Verdict, type Walk } from './types.ts'

/**
 * What waits for a reader, in the order in which it came in: drawn, handed in, and neither of the own branch nor by the
 * reader. (domain §5, row 15)
 */
export async function queueOf(tx: Tx, reader: Reader): Promise<RequestId[]> {
  const { who, branch, admin, mayBeNamed, standsInFor } = reader
  const rows = await tx
    .selectFrom('reports_requests as r')
    .innerJoin('reports_versions as v', 'v.request_id', 'r.id')
    .select(['r.id', sql<boolean>`bool_or(v.submitted_by = ${who})`.as('own')])
    .where('r.drawn', '=', true)
    .where('r.state', 'in', ['submitted', 'notHeld'])
    .where('r.owner_id', '<>', who)
    .where((eb) => eb.or([eb('r.branch_id', 'is', null), eb('r.branch_id', '<>', branch)]))
    .where((eb) =>
      eb.or([
        eb.and([eb.val(mayBeNamed), eb('r.reviewer_id', '=', who)]),
        eb.and([
          eb('r.reviewer_id', 'is', null),
          eb.or([eb.val(admin), eb('r.branch_id', '=', eb.fn.any(eb.val(standsInFor)))]),
        ]),
      ]),
    )
    .groupBy('r.id')
    .orderBy(sql`max(v.submitted_at)`)
    .orderBy('r.id')
    .execute()
  return rows.filter(({ own }) => !own).map(({ id }) => RequestId.parse(id))
}

/** Whether something was ever given to this person to read. */
export async function isReader(tx: Tx, who: MemberId): Promise<boolean> {
  const query = tx.selectFrom('reports_requests').select('id').where('reviewer_id', '=', who)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Everybody who handed in a version. */
export async function authorsOf(tx: Tx, request: RequestId): Promise<MemberId[]> {
  const query = tx.selectFrom('reports_versions').select('submitted_by').where('request_id', '=', request)
  return (await query.distinct().execute()).map((row) => MemberId.parse(row.submitted_by))
}

/** What was said last about a request and not taken back. */
export async function lastReview(tx: Tx, request: RequestId): Promise<Review | null> {
  const row = await tx
    .selectFrom('reports_reviews')
    .selectAll()
    .where('request_id', '=', request)
    .where('undone', '=', false)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : reviewIn(row)
}

function reviewIn({
  n,
  by_id,
  at,
  verdict,
  points,
  content,
  procedure,
}: Selectable<ReviewTables['reports_reviews']>): Review {
  return {
    n,
    by: MemberId.parse(by_id),
    at,
    verdict: Verdict.parse(verdict),
    points,
    content,
    procedure,
  }
}

/** The request about which the person said something last, if it was not taken back. */
export async function lastJudgedBy(tx: Tx, who: MemberId): Promise<RequestId | null> {
  const row = await tx
    .selectFrom('reports_reviews')
    .select(['request_id', 'undone'])
    .where('by_id', '=', who)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || row.undone ? null : RequestId.parse(row.request_id)
}

/** Titles of a branch's records that passed within a stretch of time, in that order. */
export async function passedIn(
  tx: Tx,
  { branch, from, to }: { branch: BranchId; from: Temporal.Instant; to: Temporal.Instant },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('reports_reviews as w')
    .innerJoin('reports_requests as r', 'r.id', 'w.request_id')
    .select('r.title')
    .where('w.at', '>=', from)
    .where('w.at', '<', to)
    .where('w.verdict', '=', 'approved')
    .where('w.undone', '=', false)
    .where('r.branch_id', '=', branch)
    .where('r.about_kind', 'in', ['meeting', 'visit'])
    .orderBy('w.at')
    .orderBy('r.id')
    .execute()
  return rows.map(({ title }) => title)
}

export async function insertReview(tx: Tx, request: RequestId, { by, ...review }: Review): Promise<void> {
  await tx
    .insertInto('reports_reviews')
    .values({ request_id: request, by_id: by, ...review })
    .execute()
}

/** Takes back what was said about a version. */
export async function undoReview(tx: Tx, request: RequestId, n: number): Promise<void> {
  const query = tx.updateTable('reports_reviews').set({ undone: true }).where('request_id', '=', request)
  await query.where('n', '=', n).execute()
}

/** Where a reader is in the queue. */
export async function walkOf(tx: Tx, who: MemberId): Promise<Walk> {
  const row = await tx.selectFrom('reports_walks').selectAll().where('member_id', '=', who).executeTakeFirst()
  if (row === undefined) return { shown: null, passed: [], done: 0 }
  const shown = row.request_id === null ? null : RequestId.parse(row.request_id)
  return { shown, passed: row.passed.map((id) => RequestId.parse(id)), done: row.done }
}

export async function saveWalk(tx: Tx, who: MemberId, { shown, passed, done }: Walk): Promise<void> {
  const values = { request_id: shown, passed, done }
  await tx
    .insertInto('reports_walks')
    .values({ member_id: who, ...values })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(values))
    .execute()
}
