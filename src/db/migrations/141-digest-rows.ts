import { type Kysely, sql } from 'kysely'

/** Each number of a digest keeps the rows that it counted: what waits is published thing by thing, and what each is called. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table digest_rows add column counted jsonb`.execute(db)
  await sql`
    create or replace view pub_arrivals as
      select r.branch_id, r.due_at, v.submitted_at, r.id
      from reports_versions v join reports_requests r on r.id = v.request_id
      where r.about_kind in ('meeting', 'visit') and r.state not in ('waived', 'withdrawn') and not exists
        (select from reports_versions e where e.request_id = v.request_id and e.submitted_at < v.submitted_at)`.execute(
    db,
  )
  await sql`
    create or replace view pub_passed as
      select r.branch_id, w.at, r.id from reports_reviews w join reports_requests r on r.id = w.request_id
      where w.verdict = 'approved' and not w.undone and r.about_kind in ('meeting', 'visit')`.execute(db)
  await sql`
    create or replace view pub_remedies as
      select branch_id, due_at, id from reports_requests
      where about_kind = 'remedy' and state in ('open', 'returned', 'withdrawn')`.execute(db)
  await sql`drop view pub_tasks`.execute(db)
  await sql`
    create view pub_tasks as
      select 'task:' || id::text as id, branch_id, due_on from reports_tasks where done_at is null`.execute(
    db,
  )
  await sql`create index reports_tasks_key on reports_tasks (('task:' || id::text))`.execute(db)
  await sql`
    create view pub_titles as
      select 'meeting' as kind, id, title from meetings_meetings
      union all select 'report', id, title from reports_requests
      union all select 'task', 'task:' || id::text, what from reports_tasks`.execute(db)
}
