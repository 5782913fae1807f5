import type { Db, Tx } from '../../db/tables.ts'
import type { Check, Trouble, TroubleKind } from './types.ts'

/** Asks for a check at that moment, unless one is asked for already; counts, so that no asking is overlooked. */
export async function ask(tx: Tx, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('roster_reach_check')
    .set((eb) => ({ due_at: eb.fn.coalesce('due_at', eb.val(at)), marks: eb('marks', '+', 1) }))
    .execute()
}

/** Takes a check that is due, unless the last one began after `before`. */
export async function takeDue(db: Db, now: Temporal.Instant, before: Temporal.Instant): Promise<boolean> {
  const row = await db
    .updateTable('roster_reach_check')
    .set({ begun_at: now })
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('begun_at', 'is', null), eb('begun_at', '<=', before)]))
    .returning('one')
    .executeTakeFirst()
  return row !== undefined
}

export async function progress(db: Db | Tx) {
  return db.selectFrom('roster_reach_check').selectAll().executeTakeFirstOrThrow()
}

/** Whether this check is the last one that was begun; if so, nobody else settles one until the transaction ends. */
export async function lock(tx: Tx, { begunAt }: Check): Promise<boolean> {
  const query = tx.selectFrom('roster_reach_check').select('one').where('begun_at', '=', begunAt)
  return (await query.forUpdate().executeTakeFirst()) !== undefined
}

/** Ends a check; it stays due when it was asked for again in the meantime. */
export async function end(tx: Tx, { marks }: Check): Promise<void> {
  await tx
    .updateTable('roster_reach_check')
    .set((eb) => ({
      due_at: eb.case().when('marks', '=', marks).then(null).else(eb.ref('due_at')).end(),
      attempts: 0,
      error: null,
    }))
    .execute()
}

/** Notes that a check failed, unless a later one was begun. */
export async function putOff(
  tx: Tx,
  { begunAt }: Check,
  failure: { attempts: number; error: string; due_at: Temporal.Instant },
): Promise<void> {
  await tx.updateTable('roster_reach_check').set(failure).where('begun_at', '=', begunAt).execute()
}

export async function troubles(tx: Tx): Promise<(Trouble & { since: Temporal.Instant })[]> {
  const rows = await tx.selectFrom('roster_reach').selectAll().orderBy('kind').orderBy('about').execute()
  // The column's check allows no other kind.
  return rows.map((row) => ({ ...row, kind: row.kind as TroubleKind }))
}

/** Writes down what is new; what is known keeps its `since`. */
export async function add(tx: Tx, found: readonly Trouble[], since: Temporal.Instant): Promise<void> {
  if (found.length === 0) return
  await tx
    .insertInto('roster_reach')
    .values(found.map((one) => ({ ...one, since })))
    .onConflict((conflict) => conflict.columns(['kind', 'about']).doNothing())
    .execute()
}

/** Forgets what refused letters told of these people. */
export async function forgetTold(tx: Tx, people: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('roster_reach')
    .where('kind', 'in', ['unavailable', 'blocked'])
    .where('about', 'in', [...people])
    .execute()
}

export async function remove(tx: Tx, { kind, about }: Trouble): Promise<void> {
  await tx.deleteFrom('roster_reach').where('kind', '=', kind).where('about', '=', about).execute()
}
