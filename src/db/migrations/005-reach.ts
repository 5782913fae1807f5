import { type Kysely, sql } from 'kysely'

/** Whom and what the bot cannot reach, and messages that were taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feishu_messages add column recalled boolean not null default false`.execute(db)
  await sql`
    create table roster_reach (
      kind text not null check (kind in ('botOut', 'memberOut', 'unseen')),
      about text not null,
      since timestamptz not null,
      primary key (kind, about)
    )`.execute(db)
  // One row: when the next check is due, and which one was begun last.
  await sql`
    create table roster_reach_check (
      one boolean primary key default true check (one),
      due_at timestamptz,
      begun_at timestamptz,
      marks int not null default 0,
      attempts int not null default 0,
      error text
    )`.execute(db)
  await sql`insert into roster_reach_check default values`.execute(db)
}
