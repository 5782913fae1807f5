import { type Kysely, sql } from 'kysely'

/** What a branch says against a sheet 说明, and what its inspector answers who keeps it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inspections_objections (visit_id text not null references inspections_visits, asked int not null,
      words text not null, by_id text not null references roster_members, at timestamptz not null,
      answer text, primary key (visit_id, asked))`.execute(db)
}
