import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Db, Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Failure, FailureKind } from './types.ts'

const MOST = 100

/** Keeps a failure; undefined when its number is taken, or it is kept already. */
export async function keep(tx: Tx, failure: Failure & { who: MemberId | null }): Promise<string | undefined> {
  const { who, ...kept } = failure
  const row = await tx
    .insertInto('desk_failures')
    .values({ ...kept, member_id: who })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst()
  return row?.number
}

/** The number of what failed, when it is kept. */
export async function numberOf(
  tx: Tx,
  { kind, ref }: { kind: FailureKind; ref: string },
): Promise<string | undefined> {
  const query = tx
    .selectFrom('desk_failures')
    .select('number')
    .where('kind', '=', kind)
    .where('ref', '=', ref)
  return (await query.executeTakeFirst())?.number
}

/** The person whose click or message failed; null when unknown. */
export async function memberOf(tx: Tx, number: string): Promise<string | null> {
  const query = tx.selectFrom('desk_failures').select('member_id').where('number', '=', number)
  return (await query.executeTakeFirst())?.member_id ?? null
}

/** Failures that nobody has ticked off, newest first. */
export async function open(db: Db): Promise<Failure[]> {
  const rows = await db
    .selectFrom('desk_failures')
    .select(['number', 'kind', 'ref', 'error', 'at'])
    .where('settled_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(MOST)
    .execute()
  // Only `keep` writes the column, and it takes a FailureKind.
  return rows.map((row) => ({ ...row, kind: row.kind as FailureKind }))
}

/** Ticks off one failure, or all; tells how many. */
export async function settle(tx: Tx, number: string | 'all', at: Temporal.Instant): Promise<number> {
  const rows = await tx
    .updateTable('desk_failures')
    .set({ settled_at: at })
    .where('settled_at', 'is', null)
    .$if(number !== 'all', (query) => query.where('number', '=', number))
    .returning('number')
    .execute()
  return rows.length
}

/** Deletes failures that were ticked off before. */
export async function deleteSettled(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from desk_failures where ctid = any(array(
      select ctid from desk_failures where settled_at < ${before} limit ${most}))`,
  )
}
