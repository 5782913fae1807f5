import { type Kysely, sql } from 'kysely'

/** When a programme of the ledger was behind its time: an administrator hears of each mark once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_behind (programme_id text not null references ledger_programmes, mark integer not null,
      noted_on date not null, primary key (programme_id, mark))`.execute(db)
}
