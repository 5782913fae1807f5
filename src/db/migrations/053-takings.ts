import { type Kysely, sql } from 'kysely'

/** Every queue by which people are heard and written to is probed, not only one that nobody else uses. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table liveness_takings (queue text primary key, taken_at timestamptz not null)`.execute(db)
  await sql`alter table liveness_probes drop column taken_at`.execute(db)
}
