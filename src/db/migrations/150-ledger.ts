import { type Kysely, sql } from 'kysely'

/**
 * The ledger 台账: programmes of rows and steps. What was handed in is a request of `reports`; the state of a cell follows
 * from it and from what was ticked and waived, and is kept nowhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tables(db)
  await sql`
    alter table reports_requests drop constraint reports_requests_about_kind_check,
      add constraint reports_requests_about_kind_check
        check (about_kind in ('meeting', 'visit', 'collection', 'remedy', 'step'))`.execute(db)
  await sql`
    create view pub_requests as
      select r.id, r.state, r.drawn, r.due_at,
        (select min(v.submitted_at) from reports_versions v where v.request_id = r.id) as handed_at,
        (select max(w.at) from reports_reviews w
          where w.request_id = r.id and w.verdict = 'approved' and not w.undone) as approved_at
      from reports_requests r`.execute(db)
  await views(db)
}

async function tables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledger_programmes (id text primary key, title text not null, definition jsonb not null,
      version integer not null default 1, dropped boolean not null default false, synced text not null default '',
      made_by text, made_at timestamptz not null, closed_at timestamptz)`.execute(db)
  await sql`
    create table ledger_rows (programme_id text not null references ledger_programmes, id text not null, title text,
      branch_id text, member_id text, joint jsonb not null, attributes jsonb not null, place integer not null,
      since date, nominated boolean not null default false, gone boolean not null default false,
      primary key (programme_id, id))`.execute(db)
  await sql`
    create table ledger_cells (id text primary key, programme_id text not null, row_id text not null, branch_id text,
      step_id text not null, round text not null, place integer not null, from_on date not null,
      until_on date not null, due_on date, due_set boolean not null default false,
      after_id text references ledger_cells deferrable initially deferred, needs text not null, by_whom text not null,
      request_id text unique, ticked_at timestamptz, waived_at timestamptz, gone boolean not null default false,
      foreign key (programme_id, row_id) references ledger_rows)`.execute(db)
  await sql`create index ledger_cells_row on ledger_cells (programme_id, row_id)`.execute(db)
  await sql`create index ledger_cells_due on ledger_cells (due_on) where not gone`.execute(db)
  await sql`create index ledger_cells_after on ledger_cells (after_id) where after_id is not null`.execute(db)
  await sql`
    create table ledger_history (id bigint generated always as identity primary key, cell_id text not null,
      at timestamptz not null, by_id text not null, what text not null, reason text)`.execute(db)
  await sql`create index ledger_history_cell on ledger_history (cell_id)`.execute(db)
  await sql`
    create function ledger_refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'the history of the ledger is never changed'; end $$`.execute(db)
  await sql`
    create trigger ledger_history_kept before update or delete on ledger_history
      for each row execute function ledger_refuse_change()`.execute(db)
}

async function views(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function ledger_state(waived timestamptz, ticked timestamptz, request text, read boolean)
      returns text language sql immutable as $$
      select case
        when waived is not null or request = 'waived' then 'waived'
        when ticked is not null or request = 'approved' then 'done'
        when request in ('submitted', 'notHeld') then case when read then 'handedIn' else 'done' end
        when request = 'returned' then 'returned'
        else 'open' end $$`.execute(db)
  await sql`
    create view ledger_states as
      select c.*, r.due_at as asked_until,
        case when p.id is not null
            and ledger_state(p.waived_at, p.ticked_at, q.state, q.drawn) not in ('done', 'waived')
            and ledger_state(c.waived_at, c.ticked_at, r.state, r.drawn) = 'open' then 'waiting'
          else ledger_state(c.waived_at, c.ticked_at, r.state, r.drawn) end as state,
        coalesce(c.ticked_at, case when r.state not in ('open', 'withdrawn') then r.handed_at end) as handed_at,
        coalesce(c.waived_at, c.ticked_at, case when r.state = 'approved' then r.approved_at
          when r.state in ('submitted', 'notHeld') and not r.drawn then r.handed_at end) as done_at
      from ledger_cells c
        left join pub_requests r on r.id = c.request_id
        left join ledger_cells p on p.id = c.after_id
        left join pub_requests q on q.id = p.request_id
      where not c.gone`.execute(db)
  await sql`
    create view pub_ledger as
      select id, programme_id, branch_id, step_id, due_on, state, handed_at, done_at from ledger_states`.execute(
    db,
  )
}
