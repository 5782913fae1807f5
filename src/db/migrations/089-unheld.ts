import { type Kysely, sql } from 'kysely'

/** A meeting may turn out not to have been held 未召开. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table meetings_meetings drop constraint meetings_meetings_state_check,
      add check (state in ('scheduled', 'ended', 'cancelled', 'adjourned', 'unheld'))`.execute(db)
}
