import type { Tx } from '../../db/tables.ts'
import { RequestId } from '../../ids.ts'

/** The records that were due before a moment and that nobody has handed in, the first due first. */
export async function overdue(tx: Tx, before: Temporal.Instant, most: number): Promise<RequestId[]> {
  const rows = await tx
    .selectFrom('reports_requests')
    .select('id')
    .where('about_kind', 'in', ['meeting', 'visit'])
    .where('state', 'in', ['open', 'withdrawn'])
    .where('due_at', '<', before)
    .orderBy('due_at')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => RequestId.parse(id))
}
