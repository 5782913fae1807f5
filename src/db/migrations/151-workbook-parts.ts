import { type Kysely, sql } from 'kysely'

/** A file that the platform does not take is divided: into one of each branch, or of each month, in the order of `place`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table workbooks_orders
      add column whole_id uuid references workbooks_orders on delete cascade,
      add column place int not null default 0,
      add column file_id uuid,
      drop constraint workbooks_orders_ended_check,
      add check (ended in ('done', 'failed', 'mayNot', 'tooLarge', 'divided'))`.execute(db)
  await sql`drop index workbooks_orders_open`.execute(db)
  await sql`
    create unique index workbooks_orders_open on workbooks_orders
      (member_id, branch_id, from_on, to_on, format, named, whole_id) nulls not distinct where ended is null`.execute(
    db,
  )
  await sql`create index workbooks_orders_parts on workbooks_orders (whole_id, place, from_on)`.execute(db)
}
