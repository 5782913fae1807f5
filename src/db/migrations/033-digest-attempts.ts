import { type Kysely, sql } from 'kysely'

/** How often a digest was begun: a branch that cannot be counted does not hold up the others for ever. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table digest_weeks add column attempts int not null default 0`.execute(db)
}
