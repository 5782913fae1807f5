import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { affected, type Expired } from '../db/affected.ts'
import type { Db, Tables, Tx } from '../db/tables.ts'
import { Unfit } from '../errors.ts'
import { BranchId, MemberId } from '../ids.ts'
import { type End, ENDS, FORMATS, type Order } from './types.ts'

/** Orders a file, and returns its id: that of the same one which is still being made. */
export async function ask(tx: Tx, order: Pick<Order, 'of' | 'days' | 'who' | 'at' | 'format' | 'content'>) {
  const { of, days, who, at, format, content } = order
  const { rows } = await sql<{ id: string }>`
    insert into workbooks_orders (branch_id, from_on, to_on, format, named, member_id, asked_at)
    values (${of === 'all' ? null : of}, ${days.from.toString()}, ${days.to.toString()}, ${format},
      ${content === 'names'}, ${who}, ${at})
    on conflict (member_id, branch_id, from_on, to_on, format, named) where ended is null
    do update set member_id = excluded.member_id returning id`.execute(tx)
  return z.object({ id: z.string() }).parse(rows[0]).id
}

/** One of them. Throws when there never was one. */
export async function byId(db: Db | Tx, id: string): Promise<Order> {
  const query = db.selectFrom('workbooks_orders').selectAll().where('id', '=', id)
  return orderOf(await query.executeTakeFirstOrThrow(() => new Unfit(`no file ${id}`)))
}

function orderOf(row: Selectable<Tables['workbooks_orders']>): Order {
  return {
    id: row.id,
    of: row.branch_id === null ? 'all' : BranchId.parse(row.branch_id),
    days: { from: Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on) },
    format: z.enum(FORMATS).parse(row.format),
    content: row.named ? 'names' : 'counts',
    who: MemberId.parse(row.member_id),
    at: row.asked_at,
    attempts: row.attempts,
    ended: z.enum(ENDS).nullable().parse(row.ended),
  }
}

/** Takes orders that are still to be worked on, and moves their `look_at` ahead for as long as that may take. */
export async function takeDue(db: Db, lease: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update workbooks_orders set look_at = clock_timestamp() + ${lease.seconds} * interval '1 second'
    where id in (
      select id from workbooks_orders where ended is null and look_at <= clock_timestamp()
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

/** Ends an order; false when it was ended before. */
export async function end(tx: Tx, id: string, of: { ended: End; at: Temporal.Instant }): Promise<boolean> {
  const row = await tx
    .updateTable('workbooks_orders')
    .set({ ended: of.ended, ended_at: of.at })
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
