import { type Kysely, sql } from 'kysely'

/**
 * What a reader said about a version of a record; where each reader is in the queue; and until when a record that came
 * back is to be revised, which leaves the day on which it was due as it was.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reports_reviews (id bigint generated always as identity primary key,
      request_id text not null references reports_requests, n int not null,
      by_id text not null references roster_members, at timestamptz not null,
      verdict text not null check (verdict in ('approved', 'returned')), points text[] not null,
      content text not null, procedure text not null, undone boolean not null default false)`.execute(db)
  await sql`
    create unique index reports_reviews_once on reports_reviews (request_id, n) where not undone`.execute(db)
  await sql`
    create table reports_walks (member_id text primary key references roster_members,
      request_id text, passed text[] not null, done int not null)`.execute(db)
  await sql`alter table reports_requests add column revise_by timestamptz`.execute(db)
}
