import { type Kysely, sql } from 'kysely'

/** Letters that another one carries are found by what they show. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index letters_carried on letters_letters (ref) where code like 'covered:%'`.execute(db)
}
