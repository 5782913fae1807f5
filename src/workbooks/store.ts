import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { affected, type Expired } from '../db/affected.ts'
import type { Db, Tables, Tx } from '../db/tables.ts'
import { Unfit } from '../errors.ts'
import { BranchId, FileId, MemberId } from '../ids.ts'
import { type Asked, type End, ENDS, FORMATS, type Order, type Piece } from './types.ts'

type Ordering = Asked & Pick<Order, 'who' | 'at' | 'format' | 'content'>

/** Orders a file, and returns its id: that of the same one which is still being made. */
export async function ask(tx: Tx, order: Ordering): Promise<string> {
  const { of, days, who, at, format, content } = order
  const { rows } = await sql<{ id: string }>`
    insert into workbooks_orders (branch_id, from_on, to_on, format, named, member_id, asked_at)
    values (${of === 'all' ? null : of}, ${days.from.toString()}, ${days.to.toString()}, ${format},
      ${content === 'names'}, ${who}, ${at})
    on conflict (member_id, branch_id, from_on, to_on, format, named, whole_id) where ended is null
    do update set member_id = excluded.member_id returning id`.execute(tx)
  return z.object({ id: z.string() }).parse(rows[0]).id
}

/** One of them. Throws when there never was one. */
export async function byId(db: Db | Tx, id: string): Promise<Order> {
  const query = db.selectFrom('workbooks_orders').selectAll().where('id', '=', id)
  return orderOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no file ${id}`)))
}

/** Locks an order until the transaction ends: what its parts come to is settled one after the other. */
export async function lock(tx: Tx, id: string): Promise<Order> {
  const query = tx.selectFrom('workbooks_orders').selectAll().where('id', '=', id)
  return orderOf(await query.forUpdate().executeTakeFirstOrThrow(() => new Unfit(`no file ${id}`)))
}

/** Orders smaller files in the place of one. */
export async function orderParts(tx: Tx, order: Order, pieces: readonly Piece[]): Promise<void> {
  const { id, whole, who, at, format, content } = order
  const rows = pieces.map(({ of, days: { from, to }, place }) => ({
    branch_id: of === 'all' || of === 'college' ? null : of,
    ...{ from_on: from.toString(), to_on: to.toString(), place, whole_id: whole ?? id },
    ...{ format, named: content === 'names', member_id: who, asked_at: at },
  }))
  await tx.insertInto('workbooks_orders').values(rows).execute()
}

/** Whether an order was divided. */
export async function anyParts(tx: Tx, id: string): Promise<boolean> {
  const query = tx.selectFrom('workbooks_orders').select('id').where('whole_id', '=', id)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** The parts of an order, in order; those that were divided are not among them. */
export async function partsOf(tx: Tx, id: string): Promise<Order[]> {
  const rows = await tx
    .selectFrom('workbooks_orders')
    .selectAll()
    .where('whole_id', '=', id)
    .where((eb) => eb.or([eb('ended', 'is', null), eb('ended', '<>', 'divided')]))
    .orderBy('place')
    .orderBy('from_on')
    .execute()
  return rows.map(orderOf)
}

function orderOf(row: Selectable<Tables['workbooks_orders']>): Order {
  return {
    id: row.id,
    of: row.branch_id === null ? ofNone(row) : BranchId.parse(row.branch_id),
    whole: row.whole_id,
    place: row.place,
    file: row.file_id === null ? null : FileId.parse(row.file_id),
    days: { from: Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on) },
    format: z.enum(FORMATS).parse(row.format),
    content: row.named ? 'names' : 'counts',
    who: MemberId.parse(row.member_id),
    at: row.asked_at,
    attempts: row.attempts,
    ended: z.enum(ENDS).nullable().parse(row.ended),
  }
}

function ofNone({ whole_id }: { whole_id: string | null }): 'all' | 'college' {
  return whole_id === null ? 'all' : 'college'
}

/**
 * Takes orders that are still to be worked on, and moves their `look_at` ahead for as long as that may take. Of the parts of
 * one the first: others need not wait until all of them are made.
 */
export async function takeDue(db: Db, lease: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update workbooks_orders set look_at = clock_timestamp() + ${lease.seconds} * interval '1 second'
    where id in (
      select id from workbooks_orders o where ended is null and look_at <= clock_timestamp()
        and not exists (select from workbooks_orders part where part.whole_id = o.id)
        and not exists (select from workbooks_orders part where part.whole_id = o.whole_id
          and part.ended is null and (part.place, part.from_on) < (o.place, o.from_on))
      order by asked_at limit ${lease.most} for update skip locked
    ) returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether somebody waits for a file. */
export async function anyOpen(db: Db): Promise<boolean> {
  const query = db.selectFrom('workbooks_orders').select('id').where('ended', 'is', null)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Lets orders be taken at once that were taken before. */
export async function makePending(db: Db): Promise<void> {
  await sql`update workbooks_orders set look_at = 'epoch' where ended is null and attempts = 0`.execute(db)
}

/** Counts an attempt that came to nothing, and lets the order rest. */
export async function countFailure(db: Db, id: string, restSeconds: number): Promise<void> {
  await sql`
    update workbooks_orders
    set attempts = attempts + 1, look_at = clock_timestamp() + ${restSeconds} * interval '1 second'
    where id = ${id} and ended is null`.execute(db)
}

type Ending = { ended: End; at: Temporal.Instant; file?: FileId | null }

/** Ends an order; false when it was ended before. */
export async function end(tx: Tx, id: string, of: Ending): Promise<boolean> {
  const row = await tx
    .updateTable('workbooks_orders')
    .set({ ended: of.ended, ended_at: of.at, file_id: of.file ?? null })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes what ended before. */
export async function deleteOrders(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from workbooks_orders where ctid = any(array(
      select ctid from workbooks_orders where ended_at < ${before} limit ${most}))`,
  )
}
