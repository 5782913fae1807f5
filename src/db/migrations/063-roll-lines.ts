import { type Kysely, sql } from 'kysely'

/** A line that somebody wrote for a roll and that could not be taken is shown again, to be mended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attendance_roll_lines (meeting_id text not null references meetings_meetings,
      member_id text not null, line text not null, reason text, fault jsonb not null,
      primary key (meeting_id, member_id))`.execute(db)
}
