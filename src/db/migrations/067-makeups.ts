import { type Kysely, sql } from 'kysely'

/** Who is asked to make up a meeting that they missed 补学, with what they wrote, and from which words they learn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attendance_makeup_materials (meeting_id text primary key references meetings_meetings,
      record text, given text)`.execute(db)
  await sql`
    create table attendance_makeups (meeting_id text not null references meetings_meetings,
      member_id text not null references roster_members, due_on date not null,
      asked_by text not null references roster_members, asked_at timestamptz not null,
      words text, made_at timestamptz, primary key (meeting_id, member_id))`.execute(db)
  await sql`create index attendance_makeups_open on attendance_makeups (member_id) where made_at is null`.execute(
    db,
  )
}
