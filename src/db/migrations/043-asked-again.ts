import { type Kysely, sql } from 'kysely'

/** Whether a person had answered for a start that was moved since: then they are asked to confirm, not to answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attendance_due add column asked_again boolean not null default false`.execute(db)
}
