import { type Kysely, sql } from 'kysely'

/** A message that a worker was rung for takes one of its sender's turns; one that rests takes none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feishu_messages add column taken boolean not null default false`.execute(db)
}
