import { type Kysely, sql } from 'kysely'

/** Files with names that people want: why, and who agreed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table exports_requests (
      id uuid primary key default gen_random_uuid(), kind text not null, ref text not null, title text not null,
      member_id text not null references roster_members, asked_at timestamptz not null,
      state text not null check (state in ('asked', 'waiting', 'granted', 'declined', 'lapsed')),
      reason text, names int, decided_by_id text references roster_members, decided_at timestamptz,
      check (decided_by_id <> member_id),
      check ((state = 'asked') = (reason is null)))`.execute(db)
  await sql`
    create unique index exports_open on exports_requests (member_id, kind, ref)
      where state in ('asked', 'waiting')`.execute(db)
}
