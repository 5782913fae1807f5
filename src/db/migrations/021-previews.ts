import { type Kysely, sql } from 'kysely'

/** Previews of what will be sent, that somebody asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table desk_previews (
      id text primary key,
      member_id text not null references roster_members,
      days int not null,
      asked_at timestamptz not null,
      attempts int not null default 0,
      look_at timestamptz not null default 'epoch',
      ended_at timestamptz,
      plan jsonb
    )`.execute(db)
  await sql`create unique index desk_previews_open on desk_previews (member_id) where ended_at is null`.execute(
    db,
  )
}
