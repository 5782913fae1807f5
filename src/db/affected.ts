import type { RawBuilder } from 'kysely'
import type { Tx } from './tables.ts'

/** Rows that a statement may touch: those of before that moment, `most` at a time, so that nothing is locked for long. */
export type Expired = { before: Temporal.Instant; most: number }

/** Runs a statement that writes; returns how many rows it touched. */
export async function affected(tx: Tx, statement: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await statement.execute(tx)
  return Number(numAffectedRows ?? 0)
}
