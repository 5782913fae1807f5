import { type Kysely, sql } from 'kysely'

/** What an administrator asked to be sent of a digest 发送, 重发, and whether it was confirmed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table digest_orders (id text primary key, key text not null,
      what text not null check (what in ('send', 'again')), reason text not null,
      by_id text not null references roster_members, asked_at timestamptz not null,
      state text not null default 'open' check (state in ('open', 'done', 'dropped')))`.execute(db)
}
