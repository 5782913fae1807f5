import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MeetingId } from '../../ids.ts'

type Start = {
  meeting: MeetingId
  branch: BranchId | null
  startsAt: Temporal.Instant
  knownAt: Temporal.Instant
}

/** Adds a start unless it is the one known last. */
export async function add(tx: Tx, { meeting, branch, startsAt, knownAt }: Start): Promise<void> {
  await sql`
    insert into meetings_starts (meeting_id, n, branch_id, starts_at, known_at)
    select ${meeting}, coalesce(last.n, 0) + 1, ${branch}, ${startsAt}, ${knownAt}
    from (select) one
      left join lateral (
        select n, starts_at from meetings_starts where meeting_id = ${meeting} order by n desc limit 1) last on true
    where last.starts_at is distinct from ${startsAt}`.execute(tx)
}

/** Adds a start as the first one of a meeting of which none is known. */
export async function addFirst(tx: Tx, { meeting, branch, startsAt, knownAt }: Start): Promise<void> {
  await tx
    .insertInto('meetings_starts')
    .values({ meeting_id: meeting, n: 1, branch_id: branch, starts_at: startsAt, known_at: knownAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Keeps the earlier of this day and the one that is kept. */
export async function savePast(tx: Tx, since: Temporal.PlainDate): Promise<void> {
  await sql`
    insert into meetings_past (since) values (${since.toString()})
    on conflict (one) do update set since = least(meetings_past.since, excluded.since)`.execute(tx)
}

export async function past(tx: Tx): Promise<Temporal.PlainDate | null> {
  const row = await tx.selectFrom('meetings_past').select('since').executeTakeFirst()
  return row === undefined ? null : Temporal.PlainDate.from(row.since)
}
