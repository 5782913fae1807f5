import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { BranchId, MemberId, RequestId } from '../../ids.ts'
import { About } from '../types.ts'
import type { Order } from './types.ts'

type Wanted = { who: MemberId; at: Temporal.Instant }

/** Notes that a person wants the file of a record. */
export async function askRecord(
  tx: Tx,
  { request, who, at }: Wanted & { request: RequestId },
): Promise<void> {
  await tx
    .insertInto('reports_exports')
    .values({ request_id: request, member_id: who, asked_at: at })
    .execute()
}

/** Notes that a person wants a workbook of all that was answered about one thing. */
export async function askAnswers(tx: Tx, { about, who, at }: Wanted & { about: About }): Promise<void> {
  await tx
    .insertInto('reports_exports')
    .values({ about_kind: about.kind, about_id: about.id, member_id: who, asked_at: at })
    .execute()
}

/** The file that a person wanted before: it is still being made, or was sent since a moment; null: neither. */
export async function standing(
  tx: Tx,
  { of, who, at }: Wanted & { of: { request: RequestId } | { about: About } },
): Promise<'waiting' | 'sent' | null> {
  const query = tx.selectFrom('reports_exports').select('ended').where('member_id', '=', who)
  const those =
    'request' in of
      ? query.where('request_id', '=', of.request)
      : query.where('about_kind', '=', of.about.kind).where('about_id', '=', of.about.id)
  const last = await those
    .where((eb) =>
      eb.or([eb('ended', 'is', null), eb.and([eb('ended', '=', 'done'), eb('asked_at', '>=', at)])]),
    )
    .orderBy('asked_at', 'desc')
    .executeTakeFirst()
  if (last === undefined) return null
  return last.ended === null ? 'waiting' : 'sent'
}

/** Takes orders that are still to be worked on, and moves their `look_at` ahead for as long as that may take. */
export async function takeDue(db: Db, lease: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update reports_exports set look_at = clock_timestamp() + ${lease.seconds} * interval '1 second'
    where id in (
      select id from reports_exports where ended is null and look_at <= clock_timestamp()
      order by asked_at limit ${lease.most} for update skip locked
    ) returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether somebody waits for a file. */
export async function anyOpen(db: Db): Promise<boolean> {
  const query = db.selectFrom('reports_exports').select('id').where('ended', 'is', null)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** The order if it is still to be worked on. */
export async function open(db: Db, id: string): Promise<Order | undefined> {
  const row = await db
    .selectFrom('reports_exports')
    .selectAll()
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { attempts, asked_at: askedAt } = row
  const order = { id, who: MemberId.parse(row.member_id), askedAt, attempts }
  if (row.request_id !== null) return { ...order, of: { request: RequestId.parse(row.request_id) } }
  if (row.about_id !== null)
    return { ...order, of: { about: About.parse({ kind: row.about_kind, id: row.about_id }) } }
  const branch = BranchId.nullable().parse(row.branch_id)
  return { ...order, of: { batch: row.batch ?? '', branch, term: row.term ?? '' } }
}

/** Lets orders be taken at once that were taken before. */
export async function makePending(db: Db): Promise<void> {
  await sql`update reports_exports set look_at = 'epoch' where ended is null and attempts = 0`.execute(db)
}

/** Counts an attempt that came to nothing, and lets the order rest. */
export async function countFailure(db: Db, id: string, restSeconds: number): Promise<void> {
  await sql`
    update reports_exports
    set attempts = attempts + 1, look_at = clock_timestamp() + ${restSeconds} * interval '1 second'
    where id = ${id} and ended is null`.execute(db)
}

type End = { ended: 'done' | 'failed'; at: Temporal.Instant; filed?: number; missing?: number }

/** Ends an order; false when it was ended before. */
export async function end(tx: Tx, id: string, { ended, at, filed, missing }: End): Promise<boolean> {
  const row = await tx
    .updateTable('reports_exports')
    .set({ ended, ended_at: at, filed: filed ?? null, missing: missing ?? null })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes orders that ended before. */
export async function deleteExports(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from reports_exports where ctid = any(array(
      select ctid from reports_exports where ended_at < ${before} limit ${most}))`,
  )
}
