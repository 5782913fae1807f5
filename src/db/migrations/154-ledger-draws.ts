import { type Kysely, sql } from 'kysely'

/** The order of a programme's rows may be drawn 抽签: each draw stays with its seed, its reason and who confirmed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_draws (programme_id text not null references ledger_programmes, n integer not null,
      seed integer not null, reason text, begun_by text not null, begun_at timestamptz not null,
      row_ids jsonb, confirmed_by text, confirmed_at timestamptz, primary key (programme_id, n))`.execute(db)
  await sql`alter table ledger_rows add column drawn integer`.execute(db)
}
