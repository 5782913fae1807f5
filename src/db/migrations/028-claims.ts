import { type Kysely, sql } from 'kysely'

/** Which process holds a letter, so that the claims of one that died can be ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letters_letters add column claimed_by int`.execute(db)
}
