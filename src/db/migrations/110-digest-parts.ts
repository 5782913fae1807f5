import { type Kysely, sql } from 'kysely'

/**
 * What a digest shows beside the figures is published by the features. What it said is kept in a snapshot that nothing
 * changes any more: a corrected roll is no matter of the digest now, only of the records that show its counts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await views(db)
  await sql`
    create table digest_snapshots (key text primary key, scope text not null, body jsonb not null,
      hash text not null, made_at timestamptz not null)`.execute(db)
  await sql`
    create function digest_refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'a snapshot of a digest is never changed'; end $$`.execute(db)
  await sql`
    create trigger digest_snapshots_kept before update or delete on digest_snapshots
      for each row execute function digest_refuse_change()`.execute(db)
  await sql`
    update alarms_alarms set kind = 'reports.recount' where kind = 'digest.recount'`.execute(db)
}

async function views(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace view pub_reports as
      select r.id, r.meeting_id, r.branch_id, r.due_at, r.state, r.late,
        case when r.state <> 'withdrawn' then
          (select min(v.submitted_at) from reports_versions v where v.request_id = r.id) end as submitted_at,
        r.drawn and r.state in ('submitted', 'notHeld') as waits
      from reports_requests r where r.about_kind in ('meeting', 'visit')`.execute(db)
  await sql`
    create view pub_arrivals as
      select r.branch_id, r.due_at, v.submitted_at
      from reports_versions v join reports_requests r on r.id = v.request_id
      where r.about_kind in ('meeting', 'visit') and r.state not in ('waived', 'withdrawn') and not exists
        (select from reports_versions e where e.request_id = v.request_id and e.submitted_at < v.submitted_at)`.execute(
    db,
  )
  await sql`
    create view pub_passed as
      select r.branch_id, w.at from reports_reviews w join reports_requests r on r.id = w.request_id
      where w.verdict = 'approved' and not w.undone and r.about_kind in ('meeting', 'visit')`.execute(db)
  await sql`
    create view pub_remedies as
      select branch_id, due_at from reports_requests
      where about_kind = 'remedy' and state in ('open', 'returned', 'withdrawn')`.execute(db)
  await sql`create index reports_versions_submitted on reports_versions (submitted_at)`.execute(db)
  await sql`create index reports_reviews_at on reports_reviews (at)`.execute(db)
  await sql`
    create index reports_requests_unread on reports_requests (branch_id)
      where drawn and state in ('submitted', 'notHeld')`.execute(db)
}
