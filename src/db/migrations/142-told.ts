import { type Kysely, sql } from 'kysely'

/** What letters tell of: a reminder that would say the same again that day does not go. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letters_letters add column told text[]`.execute(db)
  await sql`create index letters_told on letters_letters (receiver, first_attempt_at) where told is not null`.execute(
    db,
  )
}
