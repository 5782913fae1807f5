import { sql } from 'kysely'
import type { Db } from '../../src/db/tables.ts'

/** Every row of every table, as text, by table. */
export async function everythingIn(db: Db): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema() order by 1`.execute(db)
  const found: Record<string, string[]> = {}
  for (const { name } of tables.rows) {
    const rows = await sql<{ row: string }>`select t::text as row from ${sql.id(name)} t order by 1`.execute(
      db,
    )
    found[name] = rows.rows.map(({ row }) => row)
  }
  return found
}
