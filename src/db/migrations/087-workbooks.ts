import { type Kysely, sql } from 'kysely'

/** A file may hold all that was answered about one thing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table reports_exports add column about_kind text, add column about_id text`,
  `alter table reports_exports drop constraint reports_exports_check1`,
  `alter table reports_exports add check (num_nonnulls(request_id, batch, about_id) = 1),
    add check ((about_kind is null) = (about_id is null))`,
  `create index reports_exports_about on reports_exports (about_kind, about_id) where about_id is not null`,
]
