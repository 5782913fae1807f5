import { type Kysely, sql } from 'kysely'

/** Which version of the report the writer of a draft has seen: what others handed in since is not replaced unseen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reports_drafts add column seen int not null default 0`.execute(db)
}
