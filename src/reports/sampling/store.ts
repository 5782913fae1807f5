import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'

/** Whether each of the branch's records of which some are read was drawn, in the order in which they came in. */
export async function drawsOf(tx: Tx, branch: BranchId | null): Promise<boolean[]> {
  const rows = await tx
    .selectFrom('reports_requests as r')
    .innerJoin('reports_versions as v', (join) => join.onRef('v.request_id', '=', 'r.id').on('v.n', '=', 1))
    .select('r.drawn')
    .where('r.review', '=', 'sample')
    .where('r.branch_id', branch === null ? 'is' : '=', branch)
    .orderBy('v.submitted_at')
    .orderBy('r.id')
    .execute()
  return rows.map(({ drawn }) => drawn)
}

/** Lets one record of a branch come in at a time, so that two at once take different places. */
export async function holdDraws(tx: Tx, branch: BranchId | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`reports.draw/${branch ?? ''}`}))`.execute(tx)
}
