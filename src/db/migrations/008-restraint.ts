import { type Kysely, sql } from 'kysely'

/** Reminders counted per person and day, letters that a pause holds, and the pauses themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letters_letters add counted_on date`.execute(db)
  await sql`alter table letters_letters add held_by text`.execute(db)
  await sql`
    create index letters_counted on letters_letters (receiver, counted_on)
      where counted_on is not null`.execute(db)
  await sql`create index letters_held on letters_letters (held_by) where held_by is not null`.execute(db)
  await sql`create index letters_covered on letters_letters (code) where ended = 'obsolete'`.execute(db)
  await sql`
    create table desk_pauses (
      id text primary key,
      scope text not null,
      begun_at timestamptz not null,
      begun_by text not null references roster_members,
      ended_at timestamptz,
      ended_by text references roster_members,
      released jsonb,
      check ((ended_at is null) = (ended_by is null))
    )`.execute(db)
  await sql`create unique index desk_pauses_open on desk_pauses (scope) where ended_at is null`.execute(db)
}
