import { type Kysely, sql } from 'kysely'

/** Visits of inspectors, with what they asked to be put right, and decisions by when they were carried out, can be counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create view pub_visits as
      select v.id, v.term, v.branch_id, v.day, v.stage <> 'planned' as made,
        v.stage in ('confirmed', 'tacit') as confirmed,
        count(r.id)::int as asked,
        (count(r.id) filter (where r.state in ('approved', 'waived')))::int as closed
      from inspections_visits v left join reports_requests r
        on r.about_kind = 'remedy' and r.about_id = v.term and r.branch_id = v.branch_id
      group by v.id, v.term, v.branch_id, v.day, v.stage`.execute(db)
  await sql`drop view pub_decisions`.execute(db)
  await sql`
    create view pub_decisions as
      select id::text as id, branch_id, due_on, done_at from reports_tasks`.execute(db)
  await sql`create index inspections_visits_of on inspections_visits (branch_id, day)`.execute(db)
  await sql`create index reports_tasks_of on reports_tasks (branch_id, due_on)`.execute(db)
}
