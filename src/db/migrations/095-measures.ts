import { type Kysely, sql } from 'kysely'

/** What the figures are counted from: when each start of a meeting became known, and views without names and reasons. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await starts(db)
  await sql`create table meetings_past (one bool primary key default true check (one), since date not null)`.execute(
    db,
  )
  await sql`
    create or replace view pub_meetings as
      select id, branch_id, group_id, types, title, starts_at, ends_at, state, cardinality(agenda) > 0 as themed,
        zone, counted, merged_into is not null as merged, (training ->> 'hours')::float8 as hours
      from meetings_meetings`.execute(db)
  await attendance(db)
  await sql`create index reports_requests_due on reports_requests (branch_id, due_at)`.execute(db)
  await sql`
    create index reports_requests_waiting on reports_requests (branch_id)
      where state in ('open', 'returned', 'withdrawn')`.execute(db)
  await sql`create index reports_tasks_branch on reports_tasks (branch_id)`.execute(db)
}

async function starts(db: Kysely<unknown>): Promise<void> {
  await sql`alter index meetings_starts rename to meetings_meetings_starts`.execute(db)
  await sql`
    create table meetings_starts (meeting_id text not null references meetings_meetings, n int not null,
      branch_id text references roster_branches, starts_at timestamptz not null, known_at timestamptz not null,
      primary key (meeting_id, n))`.execute(db)
  await sql`create index meetings_starts_of on meetings_starts (branch_id, starts_at)`.execute(db)
  // When an older start gave way was not kept: it counts as known from the beginning, the present one since it was due.
  await sql`
    insert into meetings_starts
      select id, 1, branch_id, moved_from::timestamp at time zone zone, 'epoch' from meetings_meetings
        where moved_from is not null
      union all
      select id, case when moved_from is null then 1 else 2 end, branch_id, starts_at,
        case when moved_from is null then 'epoch' else moved_from::timestamp at time zone zone end
      from meetings_meetings`.execute(db)
  await sql`create view pub_starts as select meeting_id, n, branch_id, starts_at, known_at from meetings_starts`.execute(
    db,
  )
}

async function attendance(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace view pub_attendance as
      select d.meeting_id, o.closed_at,
        count(*)::int as due,
        count(*) filter (where m.mark in ('present', 'late'))::int as present,
        count(*) filter (where m.mark = 'late')::int as late,
        count(*) filter (where m.mark = 'leave')::int as leave,
        count(*) filter (where m.mark = 'absent')::int as absent,
        count(*) filter (where m.mark is null and o.closed_at is not null)::int as unconfirmed,
        (select count(*) from attendance_due g join attendance_marks h using (meeting_id, member_id)
          where g.meeting_id = d.meeting_id and g.standing = 'observer' and h.mark in ('present', 'late'))::int as observers
      from attendance_due d
      left join attendance_rolls o using (meeting_id)
      left join attendance_marks m using (meeting_id, member_id)
      where d.standing = 'due' and not exists (select from attendance_counts k where k.meeting_id = d.meeting_id)
      group by d.meeting_id, o.closed_at
      union all
      select k.meeting_id, o.closed_at, k.due, k.present, k.late, k.leave, k.absent, k.unconfirmed, k.observers
      from attendance_counts k left join attendance_rolls o using (meeting_id) where k.due > 0`.execute(db)
  await sql`
    create view pub_presence as
      select d.meeting_id, d.member_id, d.standing, m.mark, u.asked_at is not null as makeup_asked,
        u.made_at is not null as makeup_made
      from attendance_due d
      left join attendance_marks m using (meeting_id, member_id)
      left join attendance_makeups u using (meeting_id, member_id)`.execute(db)
  await sql`
    create view pub_corrections as
      select meeting_id, count(*)::int as open from attendance_correction_requests
      where state = 'open' group by meeting_id`.execute(db)
  await sql`create index attendance_due_member on attendance_due (member_id)`.execute(db)
}
