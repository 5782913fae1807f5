import { type Kysely, sql } from 'kysely'

/** The official tables of holidays that the college gave, and those that wait for a confirmation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_years (
      year int primary key,
      off_days jsonb not null,
      work_days jsonb not null,
      kept_at timestamptz not null,
      kept_by text not null
    )`.execute(db)
  await sql`
    create table calendar_drafts (
      id text primary key,
      member_id text not null references roster_members,
      body text not null,
      at timestamptz not null,
      state text not null check (state in ('open', 'kept', 'dropped'))
    )`.execute(db)
}
