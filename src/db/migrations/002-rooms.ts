import { type Kysely, sql } from 'kysely'

/** Roster, meetings, attendance, reports, digest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const room of [roster, meetings, attendance, reports, digest]) {
    for (const statement of room.split(';')) await sql.raw(statement).execute(db)
  }
}

const roster = `
  create table roster_loads (id int generated always as identity primary key, accepted_at timestamptz not null,
    entries jsonb not null);
  create table roster_branches (id text primary key, name text not null, short text not null, kind text not null,
    chat text, active boolean not null, place int not null);
  create table roster_groups (id text primary key, branch_id text not null references roster_branches, name text not null,
    chat text);
  create table roster_members (id text primary key, name text not null, open_id text unique,
    branch_id text not null references roster_branches, group_id text references roster_groups,
    type text not null check (type in ('正式', '预备')), voting boolean not null, status text not null,
    probation_start date, left_on date);
  create index roster_members_branch on roster_members (branch_id);
  create table roster_offices (member_id text not null references roster_members, office text not null,
    scope text not null, since date, until date, primary key (member_id, office, scope));
  create index roster_offices_scope on roster_offices (scope, office);
  create table roster_committee (member_id text primary key references roster_members,
    rights text not null check (rights in ('admin', 'member')));
  create table roster_inspectors (member_id text not null references roster_members,
    branch_id text not null references roster_branches, primary key (member_id, branch_id));
  create table roster_audit (id bigint generated always as identity primary key, at timestamptz not null,
    actor text not null, act text not null, about text not null, details jsonb not null)`

const meetings = `
  create table meetings_meetings (id text primary key, scope text not null check (scope in ('branch', 'group', 'college')),
    branch_id text references roster_branches, group_id text references roster_groups, audience jsonb not null,
    types text[] not null, title text not null, starts_local text not null, zone text not null,
    starts_at timestamptz not null, ends_at timestamptz not null, place text not null, agenda text[] not null,
    host_id text not null references roster_members, observers text[] not null,
    chat text, prefix text, announced boolean not null default false,
    state text not null check (state in ('scheduled', 'ended', 'cancelled', 'adjourned')),
    moved_from text, cancel_reason text, version int not null, origin text not null,
    check (ends_at > starts_at), check ((scope = 'college') = (branch_id is null)),
    check ((scope = 'group') = (group_id is not null)));
  create index meetings_starts on meetings_meetings (starts_at)`

const attendance = `
  create table attendance_due (meeting_id text not null references meetings_meetings,
    member_id text not null references roster_members, standing text not null
    check (standing in ('due', 'observer', 'exempt')), primary key (meeting_id, member_id));
  create table attendance_replies (meeting_id text not null, member_id text not null,
    reply text not null check (reply in ('join', 'leave')), at timestamptz not null, primary key (meeting_id, member_id),
    foreign key (meeting_id, member_id) references attendance_due on delete cascade);
  create table attendance_leaves (meeting_id text not null, member_id text not null, category text not null,
    note text, n int not null, state text not null check (state in ('asked', 'approved', 'refused', 'withdrawn')),
    asked_at timestamptz not null, decided_by text references roster_members, decided_at timestamptz,
    primary key (meeting_id, member_id), foreign key (meeting_id, member_id) references attendance_due on delete cascade);
  create table attendance_rolls (meeting_id text primary key references meetings_meetings, starts_at timestamptz not null,
    answer_by timestamptz not null, opens_at timestamptz not null,
    late_after timestamptz not null, closes_at timestamptz not null,
    state text not null check (state in ('planned', 'open', 'closed')));
  create table attendance_marks (meeting_id text not null, member_id text not null,
    mark text not null check (mark in ('present', 'late', 'leave', 'absent')), at timestamptz not null,
    marked_by text not null, primary key (meeting_id, member_id),
    foreign key (meeting_id, member_id) references attendance_due on delete cascade)`

const reports = `
  create table reports_requests (id text primary key, meeting_id text unique references meetings_meetings,
    branch_id text references roster_branches, group_id text references roster_groups, title text not null,
    owner_id text not null references roster_members, chat text, asked_at timestamptz not null, due_at timestamptz not null,
    state text not null check (state in ('open', 'submitted', 'returned', 'approved', 'waived')), late boolean not null,
    return_reason text);
  create index reports_requests_open on reports_requests (owner_id) where state in ('open', 'returned');
  create table reports_versions (request_id text not null references reports_requests, n int not null,
    fields jsonb not null, submitted_by text not null references roster_members, submitted_at timestamptz not null,
    late boolean not null, primary key (request_id, n));
  create table reports_drafts (request_id text not null references reports_requests,
    member_id text not null references roster_members, fields jsonb not null, n int not null,
    source text, updated_at timestamptz not null, state text not null check (state in ('open', 'submitted', 'dropped')),
    primary key (request_id, member_id))`

const digest = `
  create table digest_weeks (key text primary key, week text not null, from_at timestamptz not null,
    to_at timestamptz not null, due_at timestamptz not null, look_at timestamptz not null default 'epoch',
    ended_at timestamptz);
  create table digest_rows (key text not null references digest_weeks, branch_id text not null, row jsonb not null,
    primary key (key, branch_id))`
