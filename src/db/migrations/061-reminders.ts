import { type Kysely, sql } from 'kysely'

/** When somebody had the people reminded who have not answered: once a day for each meeting. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attendance_reminders (meeting_id text not null references meetings_meetings, day date not null,
      by_id text not null references roster_members, at timestamptz not null, people int not null,
      primary key (meeting_id, day))`.execute(db)
}
