import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'
import type { Nudge } from './types.ts'

const State = z.enum(['open', 'done', 'dropped'])

/** Keeps a preview; one of that id is left as it is. */
export async function insert(
  tx: Tx,
  { id, digest, who }: Pick<Nudge, 'id' | 'digest' | 'who'>,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('digest_nudges')
    .values({ id, digest, member_id: who, opened_at: at, state: 'open', ended_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A preview, kept from changing until this transaction ends; undefined when there never was one. */
export async function lock(tx: Tx, id: string): Promise<Nudge | undefined> {
  const row = await tx
    .selectFrom('digest_nudges')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { digest, member_id, state, people, records } = row
  return { id, digest, who: MemberId.parse(member_id), state: State.parse(state), people, records }
}

export async function end(
  tx: Tx,
  { id, state, people, records }: Pick<Nudge, 'id' | 'state' | 'people' | 'records'>,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('digest_nudges')
    .set({ state, people, records, ended_at: at })
    .where('id', '=', id)
    .execute()
}

/** How many people of how many records were reminded since a moment because of a digest; null: nobody was. */
export async function nudgedSince(
  tx: Tx,
  digest: string,
  since: Temporal.Instant,
): Promise<Pick<Nudge, 'people' | 'records'> | null> {
  const rows = await tx
    .selectFrom('digest_nudges')
    .select(['people', 'records'])
    .where('digest', '=', digest)
    .where('state', '=', 'done')
    .where('ended_at', '>=', since)
    .execute()
  if (rows.length === 0) return null
  const sum = (of: 'people' | 'records') => rows.reduce((all, row) => all + row[of], 0)
  return { people: sum('people'), records: sum('records') }
}
