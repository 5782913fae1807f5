import { type Kysely, sql } from 'kysely'

/** Programmes of the ledger as files: what was ordered, and what came of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_exports (id uuid primary key default gen_random_uuid(),
      programme_id text not null references ledger_programmes, member_id text not null, asked_at timestamptz not null,
      attempts integer not null default 0, look_at timestamptz not null default 'epoch',
      ended text check (ended in ('done', 'failed', 'mayNot')), ended_at timestamptz,
      check ((ended is null) = (ended_at is null)))`.execute(db)
  await sql`create unique index ledger_exports_open on ledger_exports (member_id, programme_id) where ended is null`.execute(
    db,
  )
}
