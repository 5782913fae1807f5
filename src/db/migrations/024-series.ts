import { type Kysely, sql } from 'kysely'

/** Meetings that a series planned, and which meetings people changed themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table meetings_meetings
      add column edited boolean not null default false,
      add column series text,
      add column series_date text,
      add column proposed text`.execute(db)
  await sql`
    create index meetings_meetings_series on meetings_meetings (series, series_date)
    where series is not null`.execute(db)
}
