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

export async function noteTaken(db: Db, queue: string): Promise<void> {
  await sql`
    insert into liveness_takings (queue, taken_at) values (${queue}, clock_timestamp())
    on conflict (queue) do update set taken_at = excluded.taken_at`.execute(db)
}

export async function enqueuedAge(db: Db): Promise<number | null> {
  const { rows } = await sql<{ age: number | null }>`
    select extract(epoch from clock_timestamp() - enqueued_at)::float8 as age from liveness_probes`.execute(
    db,
  )
  return rows[0]?.age ?? null
}

/** Of each of these queues, in their order. */
export async function takenAges(db: Db, queues: readonly string[]): Promise<Ages['taken']> {
  const { rows } = await sql<{ queue: string; age: number }>`
    select queue, extract(epoch from clock_timestamp() - taken_at)::float8 as age from liveness_takings`.execute(
    db,
  )
  const ages = new Map(rows.map(({ queue, age }) => [queue, age]))
  return queues.map((queue) => ({ queue, age: ages.get(queue) ?? null }))
}
