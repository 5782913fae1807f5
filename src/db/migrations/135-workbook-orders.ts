import { type Kysely, sql } from 'kysely'

/** Files of figures that people want: of a branch, null for the college with all its branches, in a stretch of days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table workbooks_orders (
      id uuid primary key default gen_random_uuid(),
      branch_id text references roster_branches, from_on date not null, to_on date not null check (to_on > from_on),
      format text not null check (format in ('xlsx', 'csv')), named boolean not null,
      member_id text not null references roster_members, asked_at timestamptz not null,
      attempts int not null default 0, look_at timestamptz not null default 'epoch',
      ended text check (ended in ('done', 'failed', 'mayNot', 'tooLarge')), ended_at timestamptz,
      check ((ended is null) = (ended_at is null)))`.execute(db)
  await sql`
    create unique index workbooks_orders_open on workbooks_orders
      (member_id, branch_id, from_on, to_on, format, named) nulls not distinct where ended is null`.execute(
    db,
  )
  await sql`create index workbooks_orders_due on workbooks_orders (look_at) where ended is null`.execute(db)
}
