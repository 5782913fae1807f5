import { sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Ages } from './types.ts'

/** Takes the probe if it is due, and moves its `look_at` ahead, so that one process of many enqueues it. */
export async function takeDue(db: Db, everyMs: number): Promise<boolean> {
  const ahead = sql`clock_timestamp() + ${everyMs} * interval '1 millisecond'`
  const { rows } = await sql`
    insert into liveness_probes as p (id, look_at) values (true, ${ahead})
    on conflict (id) do update set look_at = excluded.look_at where p.look_at <= clock_timestamp()
    returning id`.execute(db)
  return rows.length > 0
}

export async function noteEnqueued(db: Db): Promise<void> {
  await sql`update liveness_probes set enqueued_at = clock_timestamp()`.execute(db)
}

export async function noteTaken(db: Db): Promise<void> {
  await sql`update liveness_probes set taken_at = clock_timestamp()`.execute(db)
}

export async function ages(db: Db): Promise<Ages> {
  const { rows } = await sql<Ages>`
    select extract(epoch from clock_timestamp() - enqueued_at)::float8 as enqueued,
      extract(epoch from clock_timestamp() - taken_at)::float8 as taken
    from liveness_probes`.execute(db)
  return rows[0] ?? { enqueued: null, taken: null }
}
