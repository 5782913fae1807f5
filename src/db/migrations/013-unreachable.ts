import { type Kysely, sql } from 'kysely'

/** People of whom a refused letter told that they cannot be reached. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table roster_reach drop constraint roster_reach_kind_check`.execute(db)
  await sql`
    alter table roster_reach add constraint roster_reach_kind_check
      check (kind in ('botOut', 'memberOut', 'unseen', 'unavailable', 'blocked'))`.execute(db)
}
