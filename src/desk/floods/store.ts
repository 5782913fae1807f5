import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'

/** Counts what a person says within a minute of real time, and returns the count. */
export async function count(tx: Tx, who: MemberId): Promise<number> {
  const { rows } = await sql<{ said: number }>`
    insert into desk_talks as t (member_id, since, said) values (${who}, clock_timestamp(), 1)
    on conflict (member_id) do update set
      said = case when t.since > clock_timestamp() - interval '1 minute' then t.said + 1 else 1 end,
      since = case when t.since > clock_timestamp() - interval '1 minute' then t.since else clock_timestamp() end
    returning said`.execute(tx)
  return rows[0]?.said ?? 0
}
