import { type Kysely, sql } from 'kysely'

/** Meetings that people are about to call; a dot can be in no id of the college's files. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meetings_drafts (
      id text primary key default 'chat.' || gen_random_uuid(),
      key text not null unique,
      by_id text not null references roster_members (id),
      stage jsonb not null,
      at timestamptz not null
    )`.execute(db)
}
