import { type Kysely, sql } from 'kysely'

/** A meeting may hold a training 会训结合, with its topic, speaker and hours. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table meetings_meetings add column training jsonb`.execute(db)
}
