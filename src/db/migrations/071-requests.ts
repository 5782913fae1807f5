import { type Kysely, sql } from 'kysely'

/**
 * A request is for anything that must be handed in: about a meeting, what each saw on a visit, a collection, or what an
 * inspection asked to be put right. It may be owed by an office, has typed questions, and a reader.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reports_forms (id text primary key, questions jsonb not null)`.execute(db)
  await sql`
    alter table reports_requests
      add column about_kind text not null default 'meeting'
        check (about_kind in ('meeting', 'visit', 'collection', 'remedy')),
      add column about_id text,
      add column office text,
      add column form_id text references reports_forms,
      add column review text not null default 'none' check (review in ('all', 'sample', 'none')),
      add column drawn boolean not null default false,
      add column reviewer_id text references roster_members,
      add column extended boolean not null default false,
      drop constraint reports_requests_state_check,
      add constraint reports_requests_state_check check
        (state in ('open', 'submitted', 'returned', 'approved', 'waived', 'notHeld', 'withdrawn'))`.execute(
    db,
  )
  await sql`update reports_requests set about_id = meeting_id where meeting_id is not null`.execute(db)
  await sql`
    update reports_requests
      set about_kind = 'visit', about_id = substr(id, 3, length(id) - 3 - length(owner_id))
      where meeting_id is null`.execute(db)
  await sql`alter table reports_requests alter column about_id set not null`.execute(db)
  await sql`drop index reports_requests_open`.execute(db)
  await sql`
    create index reports_requests_owed on reports_requests (owner_id)
      where state in ('open', 'returned', 'withdrawn')`.execute(db)
  await sql`create index reports_requests_about on reports_requests (about_kind, about_id)`.execute(db)
  await sql`
    create index reports_requests_read on reports_requests (due_at)
      where drawn and state in ('submitted', 'notHeld')`.execute(db)
  await sql`
    create or replace view pub_reports as
      select r.id, r.meeting_id, r.branch_id, r.due_at, r.state, r.late,
        case when r.state <> 'withdrawn' then
          (select min(v.submitted_at) from reports_versions v where v.request_id = r.id) end as submitted_at
      from reports_requests r where r.about_kind in ('meeting', 'visit')`.execute(db)
}
