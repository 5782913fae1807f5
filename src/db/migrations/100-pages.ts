import { type Kysely, sql } from 'kysely'

/** Private links to pages, the tokens that open them, and the sessions for which they were exchanged; secrets only as hashes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pages_links (
      id uuid primary key, member_id text not null references roster_members, target text not null,
      made_at timestamptz not null, used_at timestamptz)`.execute(db)
  await sql`create index pages_links_made on pages_links (member_id, made_at)`.execute(db)
  await sql`
    create table pages_tokens (
      hash text primary key, link_id uuid not null references pages_links on delete cascade,
      expires_at timestamptz not null)`.execute(db)
  await sql`create index pages_tokens_link on pages_tokens (link_id)`.execute(db)
  await sql`
    create table pages_sessions (
      hash text primary key, member_id text not null references roster_members,
      started_at timestamptz not null, expires_at timestamptz not null)`.execute(db)
}
