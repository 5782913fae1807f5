import { sql } from 'kysely'
import { z } from 'zod'
import { affected, type Expired } from '../../db/affected.ts'
import type { Db, Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { CellId, MemberId, ProgrammeId } from '../../ids.ts'
import { type Entry, MOVES } from '../types.ts'
import type { End, Order } from './types.ts'

/** Orders a file, unless the same one is still being made. */
export async function ask(
  tx: Tx,
  { programme, who, at }: Pick<Order, 'programme' | 'who' | 'at'>,
): Promise<void> {
  await sql`
    insert into ledger_exports (programme_id, member_id, asked_at) values (${programme}, ${who}, ${at})
    on conflict (member_id, programme_id) where ended is null do nothing`.execute(tx)
}

/** One of them. Throws when there never was one. */
export async function byId(db: Db | Tx, id: string): Promise<Order> {
  const query = db.selectFrom('ledger_exports').selectAll().where('id', '=', id)
  const row = await query.executeTakeFirstOrThrow(() => new Unfit(`no file ${id}`))
  return {
    ...{ id, programme: ProgrammeId.parse(row.programme_id), who: MemberId.parse(row.member_id) },
    ...{ at: row.asked_at, attempts: row.attempts, ended: row.ended !== null },
  }
}

/** Takes orders that are still to be worked on, and moves their `look_at` ahead for as long as that may take. */
export async function takeDue(db: Db, lease: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update ledger_exports set look_at = clock_timestamp() + ${lease.seconds} * interval '1 second'
    where id in (select id from ledger_exports where ended is null and look_at <= clock_timestamp()
      order by asked_at limit ${lease.most} for update skip locked)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether somebody waits for a file. */
export async function anyOpen(db: Db): Promise<boolean> {
  const query = db.selectFrom('ledger_exports').select('id').where('ended', 'is', null)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Lets orders be taken at once that were taken before. */
export async function makePending(db: Db): Promise<void> {
  await sql`update ledger_exports set look_at = 'epoch' where ended is null and attempts = 0`.execute(db)
}

/** Counts an attempt that came to nothing, and lets the order rest. */
export async function countFailure(db: Db, id: string, restSeconds: number): Promise<void> {
  await sql`
    update ledger_exports
    set attempts = attempts + 1, look_at = clock_timestamp() + ${restSeconds} * interval '1 second'
    where id = ${id} and ended is null`.execute(db)
}

/** Ends an order; false when it was ended before. */
export async function end(tx: Tx, id: string, of: { ended: End; at: Temporal.Instant }): Promise<boolean> {
  const row = await tx
    .updateTable('ledger_exports')
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
    sql`delete from ledger_exports where ctid = any(array(
      select ctid from ledger_exports where ended_at < ${before} limit ${most}))`,
  )
}

/** What was done by hand in a programme, by its cells, the first first. */
export async function historyIn(tx: Tx, programme: ProgrammeId): Promise<(Entry & { cell: CellId })[]> {
  const rows = await tx
    .selectFrom('ledger_history as h')
    .innerJoin('ledger_cells as c', 'c.id', 'h.cell_id')
    .selectAll('h')
    .where('c.programme_id', '=', programme)
    .orderBy('h.id')
    .execute()
  return rows.map(({ cell_id: cell, at, by_id: by, what, reason }) => ({
    ...{ cell: CellId.parse(cell), at, reason },
    by: by === 'clock' ? null : MemberId.parse(by),
    what: z.enum(MOVES).parse(what),
  }))
}
