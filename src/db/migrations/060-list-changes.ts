import { type Kysely, sql } from 'kysely'

/** Who was added to a list or taken out of it by hand, and who does not count in 应到 for a time. Both are restricted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table attendance_list_changes (id bigint generated always as identity primary key,
    meeting_id text not null references meetings_meetings, member_id text not null references roster_members,
    change text not null check (change in ('add', 'remove', 'observe', 'dismiss')),
    reason text not null, by_id text not null references roster_members, at timestamptz not null)`.execute(db)
  await sql`create index attendance_list_changes_of on attendance_list_changes (meeting_id, member_id)`.execute(
    db,
  )
  await sql`create table attendance_exemptions (id uuid primary key default gen_random_uuid(),
    member_id text not null references roster_members, branch_id text not null references roster_branches,
    class text not null, approval text not null, from_on date not null, until_on date,
    state text not null check (state in ('proposed', 'approved', 'refused', 'lifted')),
    proposed_by text not null references roster_members, proposed_at timestamptz not null,
    decided_by text references roster_members, decided_at timestamptz,
    check (until_on is null or until_on >= from_on))`.execute(db)
  await sql`create index attendance_exemptions_of on attendance_exemptions (branch_id, state)`.execute(db)
}
