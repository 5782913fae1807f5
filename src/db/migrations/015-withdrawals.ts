import { type Kysely, sql } from 'kysely'

/** Letters that are taken back, what became of their messages, and notices that were withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letters_letters add column withdrawn boolean not null default false`.execute(db)
  await sql`
    alter table letters_cards add column recall text check (recall in ('owed', 'refused', 'done'))`.execute(
    db,
  )
  await sql`alter table meetings_meetings add column withdrawn int`.execute(db)
}
