import { type Kysely, sql } from 'kysely'

/** That a digest was sent: one receipt for each week and scope. And why one could not be whole, or did not go out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table digest_receipts (key text not null references digest_weeks, scope text not null, hash text not null,
      letter_id uuid not null, at timestamptz not null, primary key (key, scope))`.execute(db)
  await sql`
    create table digest_troubles (key text not null references digest_weeks, part_id text not null,
      reason text not null, at timestamptz not null, primary key (key, part_id))`.execute(db)
  await sql`alter table digest_weeks add column told_at timestamptz`.execute(db)
  // Of what was made before receipts were kept nobody is told.
  await sql`update digest_weeks set told_at = ended_at`.execute(db)
}
