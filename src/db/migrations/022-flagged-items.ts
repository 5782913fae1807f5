import { type Kysely, sql } from 'kysely'

/** Items of an agenda that concern observers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table meetings_meetings add column flagged jsonb not null default '[]'`.execute(db)
}
