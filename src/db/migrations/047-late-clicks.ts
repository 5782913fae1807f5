import { type Kysely, sql } from 'kysely'

/** Presses that were said to be under way, until they have come to an end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table letters_late_clicks (
      event_id text primary key,
      click text not null,
      at timestamptz not null,
      look_at timestamptz not null
    )`.execute(db)
}
