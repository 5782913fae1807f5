import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'

/** Does part of a press: when it throws, nothing of it is left, and the transaction can go on. */
export async function withinPress<T>(tx: Tx, part: () => Promise<T>): Promise<T> {
  await sql`savepoint press`.execute(tx)
  try {
    const done = await part()
    await sql`release savepoint press`.execute(tx)
    return done
  } catch (thrown) {
    await sql`rollback to savepoint press`.execute(tx)
    throw thrown
  }
}
