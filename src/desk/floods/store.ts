import { sql } from 'kysely'
import type { Db, Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'

/**
 * Counts what a person says within a minute, by when it was said: what waited for hours and is heard at once is no flood.
 * Returns the count.
 */
export async function count(tx: Tx, who: MemberId, at: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ said: number }>`
    insert into desk_talks as t (member_id, since, said) values (${who}, ${at}, 1)
    on conflict (member_id) do update set
      said = case when ${isSameMinute(at)} then t.said + 1 else 1 end,
      since = case when ${isSameMinute(at)} then t.since else excluded.since end
    returning said`.execute(tx)
  return rows[0]?.said ?? 0
}

function isSameMinute(at: Temporal.Instant) {
  return sql<boolean>`abs(extract(epoch from t.since - ${at}::timestamptz)) < 60`
}

/** Forgets whoever has said nothing since that moment. */
export async function forget(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom('desk_talks').where('since', '<', before).execute()
}
