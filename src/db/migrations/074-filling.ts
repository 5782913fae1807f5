import { type Kysely, sql } from 'kysely'

/** A draft knows where its writer stands: the page of the form, what is to be mended, what was taken over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reports_drafts add column filling jsonb not null default '{}'`.execute(db)
}
