import { type Kysely, sql } from 'kysely'

/** An inspector may be free to inspect any branch; of each term a plan, and a visit 督查 to every branch. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table roster_inspectors drop constraint roster_inspectors_pkey`.execute(db)
  await sql`alter table roster_inspectors alter column branch_id drop not null`.execute(db)
  await sql`create unique index roster_inspectors_once on roster_inspectors (member_id, branch_id) nulls not distinct`.execute(
    db,
  )
  await sql`
    create table inspections_plans (term text primary key, round int not null, seed bigint not null)`.execute(
    db,
  )
  await sql`
    create table inspections_visits (id text primary key, term text not null references inspections_plans,
      branch_id text not null references roster_branches, inspector_id text not null references roster_members,
      day date not null, revision int not null,
      stage text not null check (stage in ('planned', 'submitted', 'objected', 'kept', 'confirmed', 'tacit')),
      unique (term, branch_id))`.execute(db)
}
