import { type Kysely, sql } from 'kysely'

/** Why nobody asks for something any more 免交. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reports_requests add column waive_reason text`.execute(db)
}
