import { type Kysely, sql } from 'kysely'

/** A report is asked for privately: no chat is remembered for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reports_requests drop column chat`.execute(db)
}
