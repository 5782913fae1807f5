import type { Tx } from '../../db/tables.ts'
import { MeetingId } from '../../ids.ts'
import { Report, type Request } from '../types.ts'

/** What was handed in for other meetings of the branch or group, the newest first. */
export async function earlierReports(
  tx: Tx,
  { id, branch, group, askedAt }: Request,
  most: number,
): Promise<{ meeting: MeetingId; report: Report }[]> {
  const rows = await tx
    .selectFrom('reports_requests as r')
    .innerJoin('reports_versions as v', 'v.request_id', 'r.id')
    .select(['r.meeting_id', 'v.fields'])
    .where('r.id', '<>', id)
    .where('r.meeting_id', 'is not', null)
    .where('r.branch_id', branch === null ? 'is' : '=', branch)
    .where('r.group_id', group === null ? 'is' : '=', group)
    .where('r.asked_at', '<=', askedAt)
    .where('v.n', '=', (eb) =>
      eb
        .selectFrom('reports_versions as w')
        .select((inner) => inner.fn.max<number>('w.n').as('n'))
        .whereRef('w.request_id', '=', 'r.id'),
    )
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({ meeting: MeetingId.parse(row.meeting_id), report: Report.parse(row.fields) }))
}
