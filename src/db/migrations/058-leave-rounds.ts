import { type Kysely, sql } from 'kysely'

/** On which of a meeting's cards a request for leave stands, 0 for none yet, and whether it came after the answers were due. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table attendance_leaves
    add column round integer not null default 0,
    add column late boolean not null default false`.execute(db)
}
