import { type Kysely, sql } from 'kysely'

/** The sheets of inspections 督查表: a draft of each visit, and each version that was handed in; what is counted for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table inspections_visits add column answer_by date, add column asked int not null default 0`.execute(
    db,
  )
  await sql`
    create table inspections_drafts (visit_id text primary key references inspections_visits,
      fields jsonb not null, updated_at timestamptz not null)`.execute(db)
  await sql`
    create table inspections_sheets (visit_id text not null references inspections_visits, n int not null,
      fields jsonb not null, by_id text not null references roster_members, at timestamptz not null,
      primary key (visit_id, n))`.execute(db)
  await sql`
    create or replace view pub_meetings as
      select id, branch_id, group_id, types, title, starts_at, ends_at, state, cardinality(agenda) > 0 as themed
      from meetings_meetings`.execute(db)
  await sql`
    create view pub_makeups as
      select meeting_id, count(*)::int as asked, count(made_at)::int as made
      from attendance_makeups group by meeting_id`.execute(db)
  await sql`
    create view pub_decisions as
      select branch_id, due_on, (done_at is not null) as done from reports_tasks`.execute(db)
}
