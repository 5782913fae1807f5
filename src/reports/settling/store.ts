import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import { OWED } from '../rules.ts'

/** How many are still to be written, and how many are settled, of a branch or of all; none of a collection. */
export async function countAll(tx: Tx, branch: BranchId | null): Promise<{ owed: number; settled: number }> {
  const rows = await tx
    .selectFrom('reports_requests')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('about_kind', '<>', 'collection')
    .$if(branch !== null, (all) => all.where('branch_id', '=', branch))
    .groupBy('state')
    .execute()
  const sum = (isOwed: boolean) =>
    rows
      .filter(({ state }) => OWED.some((one) => one === state) === isOwed)
      .reduce((all, { count }) => all + Number(count), 0)
  return { owed: sum(true), settled: sum(false) }
}
