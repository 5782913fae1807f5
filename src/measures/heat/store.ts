import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'

/**
 * How many records each branch made known since one instant, and how often it did since another: at most one update of a
 * record an hour counts.
 */
export async function published(
  tx: Tx,
  { since, updatedSince, until }: Record<'since' | 'updatedSince' | 'until', Temporal.Instant>,
): Promise<Map<string, { published: number; updates: number }>> {
  const rows = await tx
    .selectFrom('pub_published')
    .select('branch_id')
    .select([
      sql<number>`count(distinct id)::int`.as('published'),
      sql<number>`(count(distinct (id, date_trunc('hour', at))) filter (where at > ${updatedSince}))::int`.as(
        'updates',
      ),
    ])
    .where('at', '>', since)
    .where('at', '<=', until)
    .groupBy('branch_id')
    .execute()
  return new Map(rows.map(({ branch_id, ...counts }) => [branch_id, counts]))
}
