import { type Kysely, sql } from 'kysely'

/** Figures ask for the meetings of one branch, or of the college itself, in a stretch of time; and for those of one person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index meetings_meetings_of on meetings_meetings (branch_id, starts_at)`.execute(db)
  await sql`create index meetings_starts_at on meetings_starts (starts_at)`.execute(db)
}
