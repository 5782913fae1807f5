import { type Kysely, sql } from 'kysely'

/** The digits said aloud at a check-in, and who mistyped them how often; who answered, or checked in, for somebody else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attendance_codes (meeting_id text primary key references meetings_meetings, digits text not null)`.execute(
    db,
  )
  await sql`
    create table attendance_code_tries (meeting_id text not null, member_id text not null, wrong int not null,
      primary key (meeting_id, member_id),
      foreign key (meeting_id, member_id) references attendance_due on delete cascade)`.execute(db)
  await sql`alter table attendance_replies add column said_by text references roster_members`.execute(db)
  await sql`
    create table attendance_checked_for (meeting_id text not null, member_id text not null,
      by_id text not null references roster_members, reason text not null, at timestamptz not null,
      primary key (meeting_id, member_id),
      foreign key (meeting_id, member_id) references attendance_due on delete cascade)`.execute(db)
}
