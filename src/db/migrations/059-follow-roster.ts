import { type Kysely, sql } from 'kysely'

/** Who drops out of a list stays on it as `out`, with all that was said; a list follows the roster until it is frozen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attendance_due drop constraint attendance_due_standing_check`.execute(db)
  await sql`alter table attendance_due add constraint attendance_due_standing_check
    check (standing in ('due', 'observer', 'exempt', 'out'))`.execute(db)
  await sql`create table attendance_lists (meeting_id text primary key references meetings_meetings,
    listed_for text, frozen_at timestamptz)`.execute(db)
  await sql`create index attendance_lists_followed on attendance_lists (meeting_id) where frozen_at is null`.execute(
    db,
  )
  // What was opened before was frozen then.
  await sql`insert into attendance_lists (meeting_id, frozen_at)
    select meeting_id, case when state <> 'planned' then opens_at end from attendance_rolls`.execute(db)
}
