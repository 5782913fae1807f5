import { type Kysely, sql } from 'kysely'

/** Pairs of meetings that are one sitting, and which meetings were taken in by another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table meetings_meetings add column merged_into text references meetings_meetings (id)`.execute(
    db,
  )
  await sql`
    create index meetings_meetings_merged on meetings_meetings (merged_into) where merged_into is not null`.execute(
    db,
  )
  await sql`
    create table meetings_mergings (
      id uuid primary key default gen_random_uuid(),
      one_id text not null references meetings_meetings (id),
      other_id text not null references meetings_meetings (id),
      state text not null check (state in ('open', 'merged', 'apart')),
      kept_id text references meetings_meetings (id),
      at timestamptz not null,
      unique (one_id, other_id),
      check ((state = 'merged') = (kept_id is not null))
    )`.execute(db)
  await sql`create index meetings_mergings_other on meetings_mergings (other_id)`.execute(db)
}
