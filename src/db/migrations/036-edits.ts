import { type Kysely, sql } from 'kysely'

/** Messages can be edited: what had its effect is told apart from what ended without one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table feishu_messages add edited_at timestamptz,
      add heard boolean not null default false`.execute(db)
  await sql`
    update feishu_messages set heard = true
    where (ended = 'done' and not recalled) or (ended is null and recalled)`.execute(db)
  await sql`alter table reports_drafts add said jsonb not null default '{}'`.execute(db)
}
