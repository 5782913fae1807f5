import { type Kysely, sql } from 'kysely'

/** What somebody explains about something overdue 说明情况, and what is answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reports_explanations (
      request_id text not null references reports_requests,
      n int not null,
      by_id text not null references roster_members,
      at timestamptz not null,
      said text not null,
      outcome text check (outcome in ('replied', 'extended', 'waived')),
      answered_by text references roster_members,
      answered_at timestamptz,
      answer text not null default '',
      primary key (request_id, n))`.execute(db)
  await sql`create index reports_explanations_waiting on reports_explanations (at) where outcome is null`.execute(
    db,
  )
}
