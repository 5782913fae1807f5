import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'

/** Locks the plan of a term, which is made when there is none; returns how often visits were drawn. */
export async function lockPlan(tx: Tx, term: string): Promise<number> {
  await tx
    .insertInto('inspections_plans')
    .values({ term, round: 0, seed: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const query = tx.selectFrom('inspections_plans').select('round').where('term', '=', term)
  return (await query.forUpdate().executeTakeFirstOrThrow()).round
}

/** Counts one more change of a term's plan; `seed`: by which its visits were drawn, absent: one was changed by hand. */
export async function nextRound(tx: Tx, term: string, seed?: number): Promise<void> {
  await tx
    .updateTable('inspections_plans')
    .set({ round: sql<number>`round + 1`, ...(seed === undefined ? {} : { seed }) })
    .where('term', '=', term)
    .execute()
}

/** The seed by which the visits of a term were drawn the last time; null before. */
export async function lastSeed(tx: Tx, term: string): Promise<number | null> {
  const query = tx.selectFrom('inspections_plans').select('seed').where('term', '=', term)
  return (await query.where('round', '>', 0).executeTakeFirst())?.seed ?? null
}
