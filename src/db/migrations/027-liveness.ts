import { type Kysely, sql } from 'kysely'

/** The probe that goes through the queue again and again, so that one sees whether anything does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table liveness_probes (
      id boolean primary key check (id),
      look_at timestamptz not null,
      enqueued_at timestamptz,
      taken_at timestamptz
    )`.execute(db)
}
