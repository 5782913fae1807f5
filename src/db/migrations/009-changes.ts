import { type Kysely, sql } from 'kysely'

/** People at work on meetings: one row for each card on which somebody changes one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meetings_changes (
      id uuid primary key default gen_random_uuid(),
      key text not null unique,
      by_id text not null references roster_members (id),
      meeting_id text not null references meetings_meetings (id),
      stage jsonb not null,
      at timestamptz not null
    )`.execute(db)
  await sql`
    create index meetings_changes_open on meetings_changes (meeting_id)
    where stage ->> 'at' <> 'over'`.execute(db)
}
