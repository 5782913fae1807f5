import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { MemberId, MessageId, RequestId } from '../../ids.ts'
import { type Counts, type Draft, Report, type Version } from '../types.ts'

/** The person's draft for a request, whatever became of it. */
export async function draftOf(tx: Tx, request: RequestId, by: MemberId): Promise<Draft | undefined> {
  const row = await tx
    .selectFrom('reports_drafts')
    .selectAll()
    .where('request_id', '=', request)
    .where('member_id', '=', by)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    request,
    by,
    n: row.n,
    report: Report.parse(row.fields),
    source: row.source === null ? null : MessageId.parse(row.source),
    // The column's check allows no other.
    state: row.state as Draft['state'],
    updatedAt: row.updated_at,
  }
}

/** Whose draft was read from that message. */
export async function draftFrom(
  tx: Tx,
  source: MessageId,
): Promise<Pick<Draft, 'request' | 'by'> | undefined> {
  const query = tx.selectFrom('reports_drafts').select(['request_id', 'member_id'])
  const row = await query.where('source', '=', source).executeTakeFirst()
  return row && { request: RequestId.parse(row.request_id), by: MemberId.parse(row.member_id) }
}

/** Writes the person's draft over the one before. */
export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  const values = {
    fields: JSON.stringify(draft.report),
    n: draft.n,
    source: draft.source,
    updated_at: draft.updatedAt,
    state: draft.state,
  }
  await tx
    .insertInto('reports_drafts')
    .values({ request_id: draft.request, member_id: draft.by, ...values })
    .onConflict((conflict) => conflict.columns(['request_id', 'member_id']).doUpdateSet(values))
    .execute()
}

/** Who has drafts of a request, and how many each. */
export async function drafters(tx: Tx, request: RequestId): Promise<{ by: MemberId; n: number }[]> {
  const query = tx.selectFrom('reports_drafts').select(['member_id', 'n']).where('request_id', '=', request)
  const rows = await query.orderBy('member_id').execute()
  return rows.map((row) => ({ by: MemberId.parse(row.member_id), n: row.n }))
}

/** Adds the next version and answers its number. The caller holds the request. */
export async function addVersion(
  tx: Tx,
  request: RequestId,
  version: Omit<Version, 'n'> & { counts: Counts | null },
): Promise<number> {
  const { n } = await tx
    .insertInto('reports_versions')
    .values((eb) => ({
      request_id: request,
      n: eb
        .selectFrom('reports_versions')
        .select(sql<number>`coalesce(max(n), 0) + 1`.as('n'))
        .where('request_id', '=', request),
      fields: JSON.stringify({ ...version.report, counts: version.counts }),
      submitted_by: version.by,
      submitted_at: version.at,
      late: version.late,
    }))
    .returning('n')
    .executeTakeFirstOrThrow()
  return n
}

/** What was handed in last. */
export async function lastVersion(tx: Tx, request: RequestId): Promise<Version | undefined> {
  const row = await tx
    .selectFrom('reports_versions')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      n: row.n,
      report: Report.parse(row.fields),
      by: MemberId.parse(row.submitted_by),
      at: row.submitted_at,
      late: row.late,
    }
  )
}
