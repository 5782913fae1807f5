import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { MemberId } from '../../ids.ts'
import { type Asked, Plan } from './types.ts'

/** Notes that a preview is wanted; false for whoever waits for one already. */
export async function ask(tx: Tx, { id, who, days }: Asked, at: Temporal.Instant): Promise<boolean> {
  const row = await tx
    .insertInto('desk_previews')
    .values({ id, member_id: who, days, asked_at: at, ended_at: null, plan: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes previews that are still to be worked out, and moves their `look_at` ahead for as long as that may take. */
export async function takeOpen(db: Db, how: { most: number; seconds: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update desk_previews set look_at = clock_timestamp() + ${how.seconds} * interval '1 second'
    where id in (
      select id from desk_previews where ended_at is null and look_at <= clock_timestamp()
      order by asked_at limit ${how.most} for update skip locked
    ) returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** The preview if it is still to be worked out, and how often that has failed. */
export async function open(db: Db, id: string): Promise<(Asked & { attempts: number }) | undefined> {
  const row = await db
    .selectFrom('desk_previews')
    .select(['id', 'member_id', 'days', 'attempts'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { id: row.id, who: MemberId.parse(row.member_id), days: row.days, attempts: row.attempts }
}

/** Counts an attempt that failed. */
export async function countFailure(db: Db, id: string): Promise<void> {
  await db
    .updateTable('desk_previews')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Ends a preview with its plan, or null when it came to nothing. False when it has ended before. */
export async function end(
  tx: Tx,
  id: string,
  how: { plan: Plan | null; at: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable('desk_previews')
    .set({ plan: how.plan === null ? null : JSON.stringify(how.plan), ended_at: how.at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What was worked out; while it is being worked out, or when it came to nothing, that. */
export async function planOf(tx: Tx, id: string): Promise<Plan | 'working' | 'failed'> {
  const row = await tx
    .selectFrom('desk_previews')
    .select(['plan', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new Unfit(`no preview ${id}`))
  if (row.ended_at === null) return 'working'
  return Plan.nullable().parse(row.plan) ?? 'failed'
}

/** Whether it is not forgotten. */
export async function isKept(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.selectFrom('desk_previews').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** Whether a preview is still to be worked out. */
export async function anyOpen(db: Db): Promise<boolean> {
  const query = db.selectFrom('desk_previews').select('id').where('ended_at', 'is', null).limit(1)
  return (await query.executeTakeFirst()) !== undefined
}

/** Forgets what was asked for before that moment. */
export async function forget(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('desk_previews').where('asked_at', '<', before).execute()
}
