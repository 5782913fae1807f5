import { type Kysely, sql } from 'kysely'

/** Nobody is absent until somebody says so: a closed roll knows since when, and who changed a mark by hand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attendance_rolls add column closed_at timestamptz`.execute(db)
  await sql`update attendance_rolls set closed_at = closes_at where state = 'closed'`.execute(db)
  await sql`
    create table attendance_mark_changes (id bigint generated always as identity primary key,
      meeting_id text not null references meetings_meetings, member_id text not null,
      was text, became text, by_id text not null, at timestamptz not null, reason text)`.execute(db)
  await sql`create index attendance_mark_changes_of on attendance_mark_changes (meeting_id, member_id)`.execute(
    db,
  )
  await sql`drop view pub_attendance`.execute(db)
  await sql`
    create view pub_attendance as
      select d.meeting_id, o.closed_at,
        count(*)::int as due,
        count(*) filter (where m.mark in ('present', 'late'))::int as present,
        count(*) filter (where m.mark = 'late')::int as late,
        count(*) filter (where m.mark = 'leave')::int as leave,
        count(*) filter (where m.mark = 'absent')::int as absent,
        count(*) filter (where m.mark is null and o.closed_at is not null)::int as unconfirmed
      from attendance_due d
      left join attendance_rolls o using (meeting_id)
      left join attendance_marks m using (meeting_id, member_id)
      where d.standing = 'due' group by d.meeting_id, o.closed_at`.execute(db)
}
