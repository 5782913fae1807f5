import { type Kysely, sql } from 'kysely'

/** What a room lets others count: no names, no reasons. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create view pub_meetings as
      select id, branch_id, group_id, types, title, starts_at, ends_at, state from meetings_meetings`.execute(
    db,
  )
  await sql`
    create view pub_attendance as
      select d.meeting_id,
        count(*)::int as due,
        count(*) filter (where m.mark in ('present', 'late'))::int as present,
        count(*) filter (where m.mark = 'late')::int as late,
        count(*) filter (where m.mark = 'leave')::int as leave,
        count(*) filter (where m.mark = 'absent')::int as absent
      from attendance_due d left join attendance_marks m using (meeting_id, member_id)
      where d.standing = 'due' group by d.meeting_id`.execute(db)
  await sql`
    create view pub_reports as
      select r.id, r.meeting_id, r.branch_id, r.due_at, r.state, r.late,
        (select min(v.submitted_at) from reports_versions v where v.request_id = r.id) as submitted_at
      from reports_requests r`.execute(db)
}
