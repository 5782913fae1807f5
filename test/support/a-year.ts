import { sql } from 'kysely'
import type { Db, Tx } from '../../src/db/tables.ts'

/** So many branches with a year of weekly meetings, lists, marks and records, which end with the week before this day. */
export type Year = { branches: number; members: number; monday: string }

const WEEKS = 52

/** Fills an empty database with a year of a college, so that nothing that grows is small. */
export async function insertYear(db: Db, { branches, members, monday }: Year): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // What refers to what is known here, and a hundred thousand rows need not look it up.
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`set local statement_timeout = 0`.execute(tx)
    await roster(tx, { branches, members })
    await meetings(tx, { branches, monday })
    await people(tx)
    await records(tx)
    await sql`insert into meetings_past (since) values (${monday}::date - 400)`.execute(tx)
  })
  await sql`analyze`.execute(db)
}

/** Fills an empty database with the people of a college alone. */
export async function insertRoster(db: Db, of: Pick<Year, 'branches' | 'members'>): Promise<void> {
  await db.transaction().execute((tx) => roster(tx, of))
  await sql`analyze`.execute(db)
}

async function roster(tx: Tx, { branches, members }: Pick<Year, 'branches' | 'members'>): Promise<void> {
  await sql`
    insert into roster_branches (id, name, short, kind, chat, active, place)
    select 'Y' || b, '第' || b || '支部', '第' || b || '支部', 'teacher', 'oc_' || b, true, b
    from generate_series(1, ${branches}::int) b`.execute(tx)
  await sql`
    insert into roster_groups (id, branch_id, name)
    select 'Y' || b || 'G' || g, 'Y' || b, g from generate_series(1, ${branches}::int) b, generate_series(0, 1) g`.execute(
    tx,
  )
  // One after the other, so that the members of all branches differ by one at most.
  await sql`
    insert into roster_members (id, name, open_id, branch_id, group_id, type, voting, status)
    select 'P' || n, '党员' || n, 'ou_' || n, 'Y' || 1 + n % ${branches}::int,
      'Y' || 1 + n % ${branches}::int || 'G' || (n / ${branches}::int) % 2, '正式', true, '在册'
    from generate_series(0, ${members}::int - 1) n`.execute(tx)
  await sql`
    insert into roster_offices (member_id, office, scope)
    select min(id), '支部书记', branch_id from roster_members group by branch_id`.execute(tx)
}

/** One meeting a week and branch: of the branch, of its committee or of a group, by turns; and one of the college. */
async function meetings(tx: Tx, { branches, monday }: Pick<Year, 'branches' | 'monday'>): Promise<void> {
  await sql`
    insert into meetings_meetings (id, scope, branch_id, group_id, audience, types, title, titles, starts_local, zone,
      starts_at, ends_at, place, agenda, host_id, observers, state, version, origin, counted)
    select id, case when b = 0 then 'college' when turn < 2 then 'branch' else 'group' end, branch,
      case when b > 0 and turn >= 2 then branch || 'G' || turn - 2 end, '{}', array[type], type, array[type], start::text,
      'Asia/Shanghai', start at time zone 'Asia/Shanghai', (start + interval '90 min') at time zone 'Asia/Shanghai',
      '会议室', array['学习'], 'P0', '{}', case when w > 0 then 'ended' else 'scheduled' end, 1, 'chat', w > 0
    from (
      select 'Y' || b || 'w' || w as id, b, w, w % 4 as turn, case when b > 0 then 'Y' || b end as branch,
        ${monday}::timestamp - interval '1 week' * w + interval '1 day' * (b % 5) + interval '14 hours' as start,
        (array['主题党日', '支部委员会', '党小组会', '党小组会'])[1 + w % 4] as type
      from generate_series(0, ${branches}::int) b, generate_series(0, ${WEEKS}::int) w) one`.execute(tx)
  await sql`
    insert into meetings_starts (meeting_id, n, branch_id, starts_at, known_at)
    select id, 1, branch_id, starts_at, starts_at - interval '9 days' from meetings_meetings`.execute(tx)
}

async function people(tx: Tx): Promise<void> {
  await sql`
    insert into attendance_due (meeting_id, member_id, standing)
    select m.id, p.id, 'due' from meetings_meetings m join roster_members p on p.branch_id = m.branch_id
    where m.group_id is null or m.group_id = p.group_id`.execute(tx)
  await sql`
    insert into attendance_marks (meeting_id, member_id, mark, at, marked_by)
    select d.meeting_id, d.member_id,
      (array['present', 'present', 'present', 'late', 'leave', 'absent'])[1 + abs(hashtext(d.meeting_id || d.member_id)) % 6],
      m.starts_at, 'P0'
    from attendance_due d join meetings_meetings m on m.id = d.meeting_id where m.state = 'ended'`.execute(tx)
  await sql`
    insert into attendance_rolls (meeting_id, starts_at, answer_by, opens_at, late_after, closes_at, state, closed_at)
    select id, starts_at, starts_at, starts_at, starts_at, ends_at, case when state = 'ended' then 'closed' else 'planned' end,
      case when state = 'ended' then ends_at end from meetings_meetings`.execute(tx)
  await sql`
    insert into attendance_makeups (meeting_id, member_id, due_on, asked_by, asked_at)
    select meeting_id, member_id, '2026-12-31', 'P0', at from attendance_marks where mark = 'absent'`.execute(
    tx,
  )
}

async function records(tx: Tx): Promise<void> {
  await sql`
    insert into reports_requests (id, meeting_id, branch_id, title, owner_id, asked_at, due_at, state, late, about_id)
    select 'r' || id, id, branch_id, title, 'P0', ends_at, ends_at + interval '2 days',
      (array['approved', 'submitted', 'submitted', 'open'])[1 + abs(hashtext(id)) % 4], false, id
    from meetings_meetings where state = 'ended'`.execute(tx)
  await sql`
    insert into reports_versions (request_id, n, fields, submitted_by, submitted_at, late)
    select id, 1, '{}', 'P0', due_at - interval '1 day', false from reports_requests where state <> 'open'`.execute(
    tx,
  )
}
