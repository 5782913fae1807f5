import { type Kysely, sql } from 'kysely'

/** What the college's meeting of secretaries decided that branches are to do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reports_tasks (
      id bigint generated always as identity primary key,
      request_id text not null references reports_requests,
      branch_id text not null references roster_branches,
      what text not null,
      due_on date not null,
      done_at timestamptz,
      done_by text references roster_members,
      unique (request_id, branch_id, what)
    )`.execute(db)
  await sql`create index reports_tasks_open on reports_tasks (branch_id) where done_at is null`.execute(db)
  await sql`
    create view pub_tasks as
      select branch_id, count(*)::int as open from reports_tasks where done_at is null group by branch_id`.execute(
    db,
  )
}
