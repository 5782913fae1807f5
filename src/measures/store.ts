import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Owner } from './types.ts'

/** Of these branches, and with null of the college itself. One branch is asked for as it always was: the plan of that is the best. */
export function among(
  of: readonly Owner[],
  column: RawBuilder<unknown> = sql.ref('branch_id'),
): RawBuilder<SqlBool> {
  const branches = of.filter((one) => one !== null)
  const [first, second] = branches
  if (first === undefined) return sql`${column} is null`
  const own =
    second === undefined ? sql<SqlBool>`${column} = ${first}` : sql<SqlBool>`${column} = any(${branches})`
  return branches.length === of.length ? own : sql`(${own} or ${column} is null)`
}
