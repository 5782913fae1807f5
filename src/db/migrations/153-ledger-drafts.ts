import { type Kysely, sql } from 'kysely'

/** Programmes 台账 that are being made in the chat, in words or from a workbook; `look_at` is when one is to be read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_drafts (id bigint generated always as identity primary key, key text not null unique,
      by_id text not null references roster_members, stage jsonb not null, at timestamptz not null,
      look_at timestamptz not null default 'epoch', attempts integer not null default 0)`.execute(db)
  await sql`
    create index ledger_drafts_reading on ledger_drafts (look_at) where stage ->> 'at' = 'reading'`.execute(
    db,
  )
}
