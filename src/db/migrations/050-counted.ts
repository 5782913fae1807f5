import { type Kysely, sql } from 'kysely'

/** A meeting itself knows whether it is written down who came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table meetings_meetings add column counted boolean not null default false`.execute(db)
  await sql`
    update meetings_meetings set counted = true
    where state = 'ended' and id in (select meeting_id from attendance_marks)`.execute(db)
}
