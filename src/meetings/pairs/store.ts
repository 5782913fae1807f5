import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import { type Merging, MergingId } from './types.ts'

const State = z.enum(['open', 'merged', 'apart'])

/** Lets whoever looks for pairs go one by one: of two meetings booked at once, the second planner sees both. */
export async function lockSearch(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('meetings.merging', 0))`.execute(tx)
}

/** Begins a pair; null when it was begun before. */
export async function begin(
  tx: Tx,
  { one, other, at }: Pick<Merging, 'one' | 'other'> & { at: Temporal.Instant },
): Promise<MergingId | null> {
  const row = await tx
    .insertInto('meetings_mergings')
    .values({ one_id: one, other_id: other, state: 'open', kept_id: null, at })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row === undefined ? null : MergingId.parse(row.id)
}

/** The pair, locked until the transaction ends. */
export async function lock(tx: Tx, id: MergingId): Promise<Merging | undefined> {
  const row = await mergings(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && mergingOf(row)
}

export async function byId(tx: Tx, id: MergingId): Promise<Merging | undefined> {
  const row = await mergings(tx).where('id', '=', id).executeTakeFirst()
  return row && mergingOf(row)
}

/** Every pair that a meeting was ever one of. */
export async function pairsOf(tx: Tx, meeting: MeetingId): Promise<Merging[]> {
  const rows = await mergings(tx)
    .where((eb) => eb.or([eb('one_id', '=', meeting), eb('other_id', '=', meeting)]))
    .execute()
  return rows.map(mergingOf)
}

/** Writes what became of a pair. */
export async function settle(
  tx: Tx,
  id: MergingId,
  { state, kept }: Pick<Merging, 'state' | 'kept'>,
): Promise<void> {
  await tx.updateTable('meetings_mergings').set({ state, kept_id: kept }).where('id', '=', id).execute()
}

function mergings(tx: Tx) {
  return tx.selectFrom('meetings_mergings').select(['id', 'one_id', 'other_id', 'state', 'kept_id'])
}

type Row = { id: string; one_id: string; other_id: string; state: string; kept_id: string | null }

function mergingOf({ id, one_id, other_id, state, kept_id }: Row): Merging {
  return {
    id: MergingId.parse(id),
    one: MeetingId.parse(one_id),
    other: MeetingId.parse(other_id),
    state: State.parse(state),
    kept: kept_id === null ? null : MeetingId.parse(kept_id),
  }
}
