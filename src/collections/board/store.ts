import type { Tx } from '../../db/tables.ts'
import { type CollectionId, MemberId } from '../../ids.ts'
import type { Nudge } from './types.ts'

type Of = { collection: CollectionId; day: Temporal.PlainDate }

/** Notes that people are reminded on this day; false when that was noted before. */
export async function noteNudge(tx: Tx, { collection, day, by, at, people }: Of & Nudge): Promise<boolean> {
  const row = await tx
    .insertInto('collections_nudges')
    .values({ collection_id: collection, day: day.toString(), by_id: by, at, people })
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .executeTakeFirst()
  return row !== undefined
}

/** The newest time that people were reminded on somebody's word; null when they never were. */
export async function lastNudge(tx: Tx, collection: CollectionId): Promise<Nudge | null> {
  const row = await tx
    .selectFrom('collections_nudges')
    .select(['by_id', 'at', 'people'])
    .where('collection_id', '=', collection)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { by: MemberId.parse(row.by_id), at: row.at, people: row.people }
}
