import { type Kysely, sql } from 'kysely'

/** Collections 收集: their drafts, what is asked each week, each asking, and the days on which people were reminded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table collections_drafts (
      id text primary key default 'collect.' || gen_random_uuid(), key text not null unique,
      by_id text not null references roster_members, stage jsonb not null, at timestamptz not null)`.execute(
    db,
  )
  await sql`
    create table collections_weeklies (
      id text primary key, by_id text not null references roster_members,
      branch_id text references roster_branches, title text not null, questions jsonb not null,
      target jsonb not null, first_local text not null, until text not null, ended_at timestamptz)`.execute(
    db,
  )
  await sql`
    create table collections_collections (
      id text primary key, by_id text not null references roster_members,
      branch_id text references roster_branches, weekly_id text references collections_weeklies, week int,
      title text not null, questions jsonb not null, target jsonb not null, started_at timestamptz not null,
      due_at timestamptz not null, closed_at timestamptz,
      unique (weekly_id, week), check ((weekly_id is null) = (week is null)))`.execute(db)
  await sql`
    create index collections_running on collections_collections (due_at) where closed_at is null`.execute(db)
  await sql`
    create table collections_nudges (
      collection_id text not null references collections_collections, day text not null,
      by_id text not null references roster_members, at timestamptz not null, people int not null,
      primary key (collection_id, day))`.execute(db)
}
