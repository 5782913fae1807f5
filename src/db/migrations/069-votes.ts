import { type Kysely, sql } from 'kysely'

/**
 * What a meeting votes on when its host says so; what was counted, each correction as a version of its own, with those who
 * could vote at that moment; and what somebody typed and could not enter. Candidates have numbers and no names.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kind = sql`kind text not null check (kind in ('general', 'admission', 'election', 'committee'))`
  await sql`
    create table attendance_vote_kinds (meeting_id text primary key references meetings_meetings, ${kind})`.execute(
    db,
  )
  await sql`
    create table attendance_votes (meeting_id text not null references meetings_meetings, n int not null,
      version int not null, ${kind}, topic text not null, candidate int, due int not null, present int not null,
      written int not null, yes int not null, no int not null, abstain int not null,
      by_id text not null, at timestamptz not null, primary key (meeting_id, n, version))`.execute(db)
  await sql`
    create table attendance_vote_forms (meeting_id text not null references meetings_meetings,
      member_id text not null, n int not null, filled jsonb not null, fault jsonb,
      primary key (meeting_id, member_id))`.execute(db)
}
