import { type Kysely, sql } from 'kysely'

/** What came to nothing is numbered and can be ticked off; what is urgent overtakes answers, and answers have a limit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table desk_failures (
      id uuid primary key default gen_random_uuid(),
      number text not null unique,
      kind text not null check (kind in ('click', 'message', 'elsewhere')),
      ref text not null,
      member_id text,
      error text not null,
      at timestamptz not null,
      settled_at timestamptz,
      unique (kind, ref)
    )`.execute(db)
  await sql`
    create unique index desk_failures_elsewhere on desk_failures (kind)
      where kind = 'elsewhere' and settled_at is null`.execute(db)
  await sql`
    create table desk_talks (
      member_id text primary key,
      since timestamptz not null,
      said int not null
    )`.execute(db)
  await sql`alter table alarms_alarms add column settled_at timestamptz`.execute(db)
  await sql`
    alter table letters_letters
      add column settled_at timestamptz,
      add column rank smallint not null default 0`.execute(db)
}
