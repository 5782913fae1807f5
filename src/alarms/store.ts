import { sql } from 'kysely'
import type { Db, Tx } from '../db/tables.ts'
import { AlarmId } from '../ids.ts'
import type { Alarm, AlarmEnd, AlarmKind, NewAlarm } from './types.ts'

export async function insert(tx: Tx, alarms: NewAlarm[]): Promise<void> {
  if (alarms.length === 0) return
  await tx
    .insertInto('alarms_alarms')
    .values(
      alarms.map(({ dueAt, uselessAfter, ...alarm }) => {
        return { ...alarm, due: dueAt, useless_after: uselessAfter ?? null }
      }),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Takes what is due and has rested, and moves its `look_at` ahead, so that one tick of many enqueues it. */
export async function takeDue(db: Db, now: Temporal.Instant, most: number): Promise<AlarmId[]> {
  const { rows } = await sql<{ id: string }>`
    update alarms_alarms set look_at = clock_timestamp() + interval '30 seconds'
    where id in (
      select id from alarms_alarms
      where ended is null and due <= ${now} and look_at <= clock_timestamp()
      order by due limit ${most} for update skip locked
    ) returning id`.execute(db)
  return rows.map((row) => AlarmId.parse(row.id))
}

export type Locked = Alarm & { attempts: number }

/** The alarm if it is still open, locked until the transaction ends. */
export async function lockOpen(tx: Tx, id: AlarmId): Promise<Locked | undefined> {
  const row = await tx
    .selectFrom('alarms_alarms')
    .selectAll()
    .where('id', '=', id)
    .where('ended', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id,
    key: row.key,
    // Only `insert` writes the column, and it takes an AlarmKind.
    kind: row.kind as AlarmKind,
    ref: row.ref,
    dueAt: row.due,
    uselessAfter: row.useless_after,
    attempts: row.attempts,
  }
}

export async function end(tx: Tx, id: AlarmId, how: { end: AlarmEnd; at: Temporal.Instant }): Promise<void> {
  await tx
    .updateTable('alarms_alarms')
    .set({ ended: how.end, ended_at: how.at })
    .where('id', '=', id)
    .execute()
}

/** Counts a failed attempt: it rests for `restSeconds`, or is `failed` when there is no next one. */
export async function countFailure(
  tx: Tx,
  id: AlarmId,
  failure: { error: string; at: Temporal.Instant; restSeconds: number | null },
): Promise<void> {
  await tx
    .updateTable('alarms_alarms')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      error: failure.error,
      look_at: sql<Temporal.Instant>`clock_timestamp() + ${failure.restSeconds ?? 0} * interval '1 second'`,
      ...(failure.restSeconds === null ? { ended: 'failed', ended_at: failure.at } : {}),
    }))
    .where('id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

export async function isOpen(tx: Tx, key: string): Promise<boolean> {
  const rows = tx.selectFrom('alarms_alarms').select('id').where('key', '=', key).where('ended', 'is', null)
  return (await rows.executeTakeFirst()) !== undefined
}

/** When the first open alarm is due, or the first after `after`. */
export async function firstDue(db: Db, after: Temporal.Instant | null): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('alarms_alarms')
    .select((eb) => eb.fn.min('due').as('due'))
    .where('ended', 'is', null)
    .$if(after !== null, (query) => query.where('due', '>', after))
    .executeTakeFirst()
  return row?.due ?? null
}

/** Looks at once at alarms that were taken and never failed. */
export async function makePending(db: Db): Promise<void> {
  await sql`
    update alarms_alarms set look_at = 'epoch'
    where ended is null and attempts = 0 and look_at > clock_timestamp()`.execute(db)
}

/** Ends the rest of every open alarm. */
export async function resetWaits(db: Db): Promise<void> {
  await db.updateTable('alarms_alarms').set({ look_at: sql`'epoch'` }).where('ended', 'is', null).execute()
}

export type FailedAlarm = { id: string; key: string; kind: AlarmKind; error: string | null }

/** Alarms that have failed for good and that nobody has ticked off, newest first. */
export async function failed(db: Db): Promise<FailedAlarm[]> {
  const rows = await db
    .selectFrom('alarms_alarms')
    .select(['id', 'key', 'kind', 'error'])
    .where('ended', '=', 'failed')
    .where('settled_at', 'is', null)
    .orderBy('ended_at', 'desc')
    .limit(100)
    .execute()
  // Only `insert` writes the column, and it takes an AlarmKind.
  return rows.map((row) => ({ ...row, kind: row.kind as AlarmKind }))
}

/** Ticks off the failed alarm of that key, or all; tells how many. */
export async function settle(tx: Tx, key: string | 'all', at: Temporal.Instant): Promise<number> {
  const rows = await tx
    .updateTable('alarms_alarms')
    .set({ settled_at: at })
    .where('ended', '=', 'failed')
    .where('settled_at', 'is', null)
    .$if(key !== 'all', (query) => query.where('key', '=', key))
    .returning('id')
    .execute()
  return rows.length
}
