import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { LedgerDraftId } from '../../ids.ts'

/** Takes drafts whose workbook is here and not read yet, and moves their `look_at` ahead for as long as that may take. */
export async function takeDue(db: Db, how: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update ledger_drafts set look_at = clock_timestamp() + ${how.seconds} * interval '1 second'
    where id in (
      select id from ledger_drafts
      where stage ->> 'at' = 'reading' and (stage ->> 'isHere')::boolean and look_at <= clock_timestamp()
      order by id limit ${how.most} for update skip locked
    ) returning id::text`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether a workbook is still to be read. */
export async function anyOpen(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('ledger_drafts')
    .select('id')
    .where(sql<boolean>`stage ->> 'at' = 'reading' and (stage ->> 'isHere')::boolean`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Lets workbooks be read at once that were taken by a process which is gone. */
export async function makePending(db: Db): Promise<void> {
  await sql`update ledger_drafts set look_at = 'epoch' where stage ->> 'at' = 'reading'`.execute(db)
}

/** Counts an attempt that failed; returns how many have. */
export async function countFailure(db: Db, id: LedgerDraftId): Promise<number> {
  const row = await db
    .updateTable('ledger_drafts')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', Number(id))
    .returning('attempts')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

/** A new workbook is read anew, whatever became of the one before. */
export async function beginAnew(db: Db, id: LedgerDraftId): Promise<void> {
  await sql`update ledger_drafts set look_at = 'epoch', attempts = 0 where id = ${Number(id)}`.execute(db)
}
