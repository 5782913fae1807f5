import { type Kysely, sql } from 'kysely'

/**
 * The last accepted version of the college's files becomes complete, so that a start does without the files; versions that
 * are not in force, and what each load changed, are kept for the administrators.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table roster_loads add column written jsonb`.execute(db)
  await sql`
    create table roster_proposals (
      version text primary key,
      state text not null check (state in ('faulty', 'waiting', 'confirmed', 'refused', 'over')),
      content jsonb not null,
      asked int not null default 1,
      since timestamptz not null,
      decided_by text
    )`.execute(db)
  await sql`create index roster_proposals_open on roster_proposals (since) where state <> 'over'`.execute(db)
  await sql`
    create table roster_changes (
      id uuid primary key default gen_random_uuid(),
      at timestamptz not null,
      content jsonb not null
    )`.execute(db)
}
