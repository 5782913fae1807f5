import { type Kysely, sql } from 'kysely'

/** Paints that wait for others: a card on which only counts have changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letters_cards add column gathers_until timestamptz not null default 'epoch'`.execute(
    db,
  )
}
