import type { Selectable } from 'kysely'
import type { Tables, Tx } from '../../db/tables.ts'
import { CollectionId, MemberId } from '../../ids.ts'
import { columnsOf, contentOf } from '../store.ts'
import type { Content } from '../types.ts'
import type { Weekly } from './rules.ts'

/** What is asked each week, by whom; `isEnded`: no more. */
export type WeeklyCollection = Weekly & { id: CollectionId; by: MemberId; content: Content; isEnded: boolean }

export async function insert(
  tx: Tx,
  { id, by, content, first, until }: Omit<WeeklyCollection, 'isEnded'>,
): Promise<void> {
  await tx
    .insertInto('collections_weeklies')
    .values({
      ...{ id, by_id: by, ended_at: null, ...columnsOf(content) },
      ...{ first_local: first.toString(), until: until.toString() },
    })
    .execute()
}

/** One of them. Throws when there never was one. */
export async function byId(tx: Tx, id: CollectionId): Promise<WeeklyCollection> {
  const query = tx.selectFrom('collections_weeklies').selectAll().where('id', '=', id)
  return weeklyOf(await query.executeTakeFirstOrThrow())
}

/** One of them, locked until the transaction ends. Throws when there never was one. */
export async function lock(tx: Tx, id: CollectionId): Promise<WeeklyCollection> {
  const query = tx.selectFrom('collections_weeklies').selectAll().where('id', '=', id).forUpdate()
  return weeklyOf(await query.executeTakeFirstOrThrow())
}

function weeklyOf(row: Selectable<Tables['collections_weeklies']>): WeeklyCollection {
  return {
    ...{
      id: CollectionId.parse(row.id),
      by: MemberId.parse(row.by_id),
      content: contentOf(row),
      isEnded: row.ended_at !== null,
    },
    first: Temporal.PlainDateTime.from(row.first_local),
    until: Temporal.PlainDate.from(row.until),
  }
}

export async function end(tx: Tx, id: CollectionId, at: Temporal.Instant): Promise<void> {
  await tx.updateTable('collections_weeklies').set({ ended_at: at }).where('id', '=', id).execute()
}
