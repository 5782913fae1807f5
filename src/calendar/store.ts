import { sql } from 'kysely'
import { affected, type Expired } from '../db/affected.ts'
import { z } from 'zod'
import type { Db, Tx } from '../db/tables.ts'
import { MemberId, type MessageId } from '../ids.ts'
import type { HolidayTable } from '../time/calendar.ts'
import type { Draft } from './types.ts'
import { Unfit } from '../errors.ts'

const Off = z.array(z.object({ date: z.iso.date(), name: z.string() }))
const Work = z.array(z.iso.date())
const State = z.enum(['open', 'kept', 'dropped'])

/** The tables that the college gave, in order of year. */
export async function tables(db: Db | Tx): Promise<HolidayTable[]> {
  const rows = await db.selectFrom('calendar_years').selectAll().orderBy('year').execute()
  return rows.map(({ year, off_days, work_days }) => ({
    year,
    official: true,
    off: Off.parse(off_days),
    work: Work.parse(work_days),
  }))
}

/** Keeps the table of a year; it replaces the one before. */
export async function keepTable(
  tx: Tx,
  { year, off, work }: HolidayTable,
  kept: { at: Temporal.Instant; by: string },
): Promise<void> {
  const values = {
    off_days: JSON.stringify(off),
    work_days: JSON.stringify(work),
    kept_at: kept.at,
    kept_by: kept.by,
  }
  await tx
    .insertInto('calendar_years')
    .values({ year, ...values })
    .onConflict((conflict) => conflict.column('year').doUpdateSet(values))
    .execute()
}

/** Keeps what was pasted; the same message is kept once. */
export async function insertDraft(
  tx: Tx,
  draft: { id: MessageId; by: MemberId; text: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('calendar_drafts')
    .values({ id: draft.id, member_id: draft.by, body: draft.text, at: draft.at, state: 'open' })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function draft(tx: Tx, id: string): Promise<Draft> {
  const row = await tx
    .selectFrom('calendar_drafts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new Unfit(`no draft ${id}`))
  return { id, by: MemberId.parse(row.member_id), text: row.body, state: State.parse(row.state) }
}

/** Ends a draft that is open; false when it is not. */
export async function endDraft(tx: Tx, id: string, state: 'kept' | 'dropped'): Promise<boolean> {
  const row = await tx
    .updateTable('calendar_drafts')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The drafts that wait for a confirmation. */
export async function openDrafts(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('calendar_drafts').select('id').where('state', '=', 'open').execute()
  return rows.map(({ id }) => id)
}

/** Deletes drafts that came before and are not waiting for an answer. */
export async function deleteDrafts(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from calendar_drafts where ctid = any(array(
      select ctid from calendar_drafts where state <> 'open' and at < ${before} limit ${most}))`,
  )
}
