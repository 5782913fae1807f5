import { type Kysely, sql } from 'kysely'

/** Previews of whom an administrator will remind by hand 催办, and what came of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table digest_nudges (
      id text primary key, digest text not null, member_id text not null references roster_members,
      opened_at timestamptz not null, state text not null, ended_at timestamptz,
      people int not null default 0, records int not null default 0)`.execute(db)
  await sql`create index digest_nudges_digest on digest_nudges (digest, ended_at)`.execute(db)
}
