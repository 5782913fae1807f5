import { type Kysely, sql } from 'kysely'

/** What has expired is deleted: of attendance by name the counts stay, and of a letter that its key was used. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attendance_counts (meeting_id text primary key references meetings_meetings,
      due int not null, present int not null, late int not null, leave int not null, absent int not null,
      unconfirmed int not null, observers int not null)`.execute(db)
  await sql`
    create or replace view pub_attendance as
      select d.meeting_id, o.closed_at,
        count(*)::int as due,
        count(*) filter (where m.mark in ('present', 'late'))::int as present,
        count(*) filter (where m.mark = 'late')::int as late,
        count(*) filter (where m.mark = 'leave')::int as leave,
        count(*) filter (where m.mark = 'absent')::int as absent,
        count(*) filter (where m.mark is null and o.closed_at is not null)::int as unconfirmed
      from attendance_due d
      left join attendance_rolls o using (meeting_id)
      left join attendance_marks m using (meeting_id, member_id)
      where d.standing = 'due' and not exists (select from attendance_counts k where k.meeting_id = d.meeting_id)
      group by d.meeting_id, o.closed_at
      union all
      select k.meeting_id, o.closed_at, k.due, k.present, k.late, k.leave, k.absent, k.unconfirmed
      from attendance_counts k left join attendance_rolls o using (meeting_id) where k.due > 0`.execute(db)
  await letters(db)
}

async function letters(db: Kysely<unknown>): Promise<void> {
  await sql`create table letters_past_keys (key_hash bytea primary key)`.execute(db)
  await sql`
    create function letters_refuse_past_key() returns trigger language plpgsql as $$
      begin
        if exists (select from letters_past_keys where key_hash = sha256(convert_to(new.key, 'UTF8')))
          then return null;
        end if;
        return new;
      end $$`.execute(db)
  // A key is unique for ever, also when its letter has expired: it is skipped, as one that exists is.
  await sql`
    create trigger letters_past_key before insert on letters_letters
      for each row execute function letters_refuse_past_key()`.execute(db)
  await sql`create index letters_ended on letters_letters (ended_at) where ended is not null`.execute(db)
  await sql`create index letters_cards_successor on letters_cards (successor) where successor is not null`.execute(
    db,
  )
}
