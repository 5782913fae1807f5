import { type Kysely, sql } from 'kysely'

/** Which writes to a card may still land on the platform, and whose press an answer was kept for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table letters_cards
      add column patches int not null default 0,
      add column patch_at timestamptz,
      add column unsure_until timestamptz not null default 'epoch'`.execute(db)
  await sql`alter table feishu_clicks add column pressed text`.execute(db)
}
