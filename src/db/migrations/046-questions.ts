import { type Kysely, sql } from 'kysely'

/** What people wrote that may mean two things, until they say which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table desk_questions (
      id text primary key,
      member_id text not null references roster_members,
      chat text not null,
      said text not null,
      requests text[] not null,
      may_call boolean not null,
      taken_as text,
      asked_at timestamptz not null
    )`.execute(db)
}
