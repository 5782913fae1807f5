import { type Kysely, sql } from 'kysely'

/** Branches come under an administrator; a deadline may be put off, on application 申请延期, and counts how often it was set. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table roster_committee add column branches text[] not null default '{}'`.execute(db)
  await sql`alter table reports_requests add column round int not null default 0`.execute(db)
  await sql`
    create table reports_extensions (
      request_id text primary key references reports_requests,
      asked_by text not null references roster_members,
      asked_at timestamptz not null,
      until_on date not null,
      why text not null,
      state text not null default 'asked' check (state in ('asked', 'granted', 'declined')),
      decided_by text references roster_members,
      decided_at timestamptz)`.execute(db)
  await sql`create index reports_extensions_asked on reports_extensions (asked_at) where state = 'asked'`.execute(
    db,
  )
}
