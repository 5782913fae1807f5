import { type Kysely, sql } from 'kysely'

/** Alarms, letters, live cards and what the platform sent us. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table alarms_alarms (
      id uuid primary key default gen_random_uuid(),
      key text not null unique,
      kind text not null,
      ref text not null,
      due timestamptz not null,
      useless_after timestamptz,
      attempts int not null default 0,
      look_at timestamptz not null default 'epoch',
      ended text check (ended in ('done', 'obsolete', 'failed')),
      ended_at timestamptz,
      error text,
      check ((ended is null) = (ended_at is null))
    )`.execute(db)
  await sql`create index alarms_open on alarms_alarms (due) where ended is null`.execute(db)
  await sql`
    create table letters_letters (
      id uuid primary key default gen_random_uuid(),
      seq bigint generated always as identity unique,
      key text not null unique,
      kind text not null,
      ref text not null,
      receiver text not null check (receiver ~ '^(person|chat):.+'),
      reply_to text,
      written_at timestamptz not null,
      due timestamptz not null,
      useless_after timestamptz,
      attempts int not null default 0,
      first_attempt_at timestamptz,
      look_at timestamptz not null default 'epoch',
      held_until timestamptz not null default 'epoch',
      ended text check (ended in ('sent', 'obsolete', 'failed', 'unknown')),
      ended_at timestamptz,
      code text,
      message_id text,
      check ((ended is null) = (ended_at is null)),
      check (ended is distinct from 'obsolete' or attempts = 0)
    )`.execute(db)
  await sql`create index letters_open on letters_letters (due) where ended is null`.execute(db)
  await sql`create index letters_queue on letters_letters (receiver, seq) where ended is null`.execute(db)
  await sql`
    create table letters_cards (
      letter_id uuid primary key references letters_letters (id),
      kind text not null,
      ref text not null,
      message_id text unique,
      sent_at timestamptz not null,
      painted text,
      wanted int not null default 0,
      shown int not null default 0,
      attempts int not null default 0,
      look_at timestamptz not null default 'epoch',
      clicked_at timestamptz,
      painted_at timestamptz,
      successor uuid references letters_letters (id),
      dead boolean not null default false
    )`.execute(db)
  await sql`create index letters_cards_ref on letters_cards (ref) where not dead`.execute(db)
  await sql`create index letters_cards_owed on letters_cards (look_at) where wanted > shown and not dead`.execute(
    db,
  )
  await sql`
    create table feishu_clicks (
      event_id text primary key,
      answer jsonb not null,
      at timestamptz not null
    )`.execute(db)
  await sql`
    create table feishu_messages (
      message_id text primary key,
      payload jsonb,
      at timestamptz not null,
      attempts int not null default 0,
      look_at timestamptz not null default 'epoch',
      ended text check (ended in ('done', 'failed')),
      check (ended is distinct from 'done' or payload is null)
    )`.execute(db)
  await sql`create index feishu_messages_open on feishu_messages (look_at) where ended is null`.execute(db)
}
