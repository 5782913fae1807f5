import { type Kysely, sql } from 'kysely'

/** What became known of a branch's life, and when: a record that passed its review, or that nobody reviews. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create view pub_published as
      select r.id, r.branch_id, v.at from reports_requests r join reports_reviews v on v.request_id = r.id
      where r.about_kind = 'meeting' and r.branch_id is not null and v.verdict = 'approved' and not v.undone
      union all
      select r.id, r.branch_id, s.submitted_at from reports_requests r join reports_versions s on s.request_id = r.id
      where r.about_kind = 'meeting' and r.branch_id is not null and (r.state = 'submitted' and not r.drawn or r.state = 'approved' and not exists
          (select from reports_reviews v where v.request_id = r.id and v.verdict = 'approved' and not v.undone))`.execute(
    db,
  )
  await sql`create index reports_versions_at on reports_versions (submitted_at)`.execute(db)
}
