import { sql } from 'kysely'
import { patiently } from './lent.ts'
import type { Db, Tx } from './tables.ts'

/**
 * Hands `fn` a copy of all records as they stand at one moment, which nobody else sees: temporary tables of one
 * connection, hiding the real ones by name. That connection may only read the real ones, so that whatever is done on the
 * copy changes nothing, locks nothing, and is gone afterwards. Not to be called inside a transaction.
 */
export async function withCopy<T>(db: Db, fn: (copy: Db) => Promise<T>): Promise<T> {
  return patiently(() => onCopy(db, fn))
}

function onCopy<T>(db: Db, fn: (copy: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (copy) => {
    // The copy and what is set here end with the connection, which is used for nothing else.
    await copy.transaction().setIsolationLevel('repeatable read').execute(copyAll)
    await sql`set default_transaction_read_only = on`.execute(copy)
    return await fn(copy)
  })
}

async function copyAll(tx: Tx): Promise<void> {
  // Read first: beside copies of that name they would speak of the real tables.
  const views = await sql<{ name: string; definition: string }>`
    select viewname as name, definition from pg_views where schemaname = current_schema()`.execute(tx)
  const tables = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables where schemaname = current_schema()`.execute(
    tx,
  )
  const triggers = await sql<{ definition: string }>`
    select pg_get_triggerdef(t.oid, true) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and n.nspname = current_schema()`.execute(tx)
  for (const table of tables.rows) await copyTable(tx, table)
  for (const { name, definition } of views.rows)
    await sql`create temporary view ${sql.id(name)} as ${sql.raw(definition)}`.execute(tx)
  for (const { definition } of triggers.rows) await sql.raw(definition).execute(tx)
}

async function copyTable(tx: Tx, { schema, name }: { schema: string; name: string }): Promise<void> {
  const [real, copy] = [sql.id(schema, name), sql.id('pg_temp', name)]
  await sql`create temporary table ${sql.id(name)} (like ${real} including all)`.execute(tx)
  await sql`insert into ${copy} overriding system value select * from ${real}`.execute(tx)
  const numbered = await sql<{ column: string }>`
    select column_name as column from information_schema.columns
    where table_schema = ${schema} and table_name = ${name} and is_identity = 'YES'`.execute(tx)
  for (const { column } of numbered.rows) {
    const last = sql`(select max(${sql.id(column)}) from ${copy})`
    await sql`select setval(pg_get_serial_sequence(${`pg_temp.${name}`}, ${column}), ${last})`.execute(tx)
  }
  // A temporary table is analysed by nobody else.
  await sql`analyze ${copy}`.execute(tx)
}
