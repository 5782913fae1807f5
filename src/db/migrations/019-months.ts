import { type Kysely, sql } from 'kysely'

/** The month's card of a chat, and which plan of which meeting it told of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meetings_months (
      chat text not null,
      month text not null,
      at timestamptz not null,
      primary key (chat, month)
    )`.execute(db)
  await sql`
    create table meetings_month_rows (
      meeting_id text not null references meetings_meetings (id),
      version int not null,
      chat text not null,
      month text not null,
      primary key (meeting_id, version),
      foreign key (chat, month) references meetings_months (chat, month)
    )`.execute(db)
  await sql`create index meetings_month_rows_card on meetings_month_rows (chat, month)`.execute(db)
}
