import { type Kysely, sql } from 'kysely'

/** The platform's calls by day and kind, for the month's quota. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table feishu_calls (
      day date not null,
      api text not null,
      calls integer not null,
      primary key (day, api)
    )`.execute(db)
}
