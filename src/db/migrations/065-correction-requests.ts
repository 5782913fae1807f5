import { type Kysely, sql } from 'kysely'

/** A member may ask for the own entry on a roll to be corrected; the words are read by whoever may correct it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attendance_correction_requests (meeting_id text not null references meetings_meetings,
      member_id text not null, n int not null, said text not null, asked_at timestamptz not null,
      state text not null default 'open' check (state in ('open', 'corrected', 'kept')),
      settled_by text, settled_at timestamptz, primary key (meeting_id, member_id, n))`.execute(db)
}
