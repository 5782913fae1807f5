import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Tables, Tx } from '../../db/tables.ts'
import { MemberId, MessageId, RequestId } from '../../ids.ts'
import { type Counts, type Draft, Filling, Report, type Version, Wording } from '../types.ts'

/** The person's draft for a request, whatever became of it. */
export async function draftOf(tx: Tx, request: RequestId, by: MemberId): Promise<Draft | undefined> {
  const query = tx.selectFrom('reports_drafts').selectAll().where('request_id', '=', request)
  const row = await query.where('member_id', '=', by).executeTakeFirst()
  return row && rowAsDraft(row)
}

/** The draft with words from this message, if it was handed in as it stands. */
export async function handedInWith(tx: Tx, source: MessageId): Promise<Draft | undefined> {
  const row = await tx
    .selectFrom('reports_drafts')
    .selectAll()
    .where('state', '=', 'submitted')
    .where((eb) => eb(eb.val(`${source}`), '=', eb.fn.any('sources')))
    .executeTakeFirst()
  return row && rowAsDraft(row)
}

/** Drafts that are not handed in yet: those of a request, of a person, or with words from a message. */
export async function openDrafts(
  tx: Tx,
  of: { request: RequestId } | { by: MemberId } | { source: MessageId },
): Promise<Draft[]> {
  const rows = await tx
    .selectFrom('reports_drafts')
    .selectAll()
    .where('state', '=', 'open')
    .$if('request' in of, (query) => query.where('request_id', '=', 'request' in of ? of.request : ''))
    .$if('by' in of, (query) => query.where('member_id', '=', 'by' in of ? of.by : ''))
    .$if('source' in of, (query) =>
      query.where((eb) => eb(eb.val('source' in of ? of.source : ''), '=', eb.fn.any('sources'))),
    )
    .orderBy('request_id')
    .orderBy('member_id')
    .execute()
  return rows.map(rowAsDraft)
}

/** Writes the person's draft over the one before. */
export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  const values = {
    fields: JSON.stringify(draft.report),
    n: draft.n,
    sources: draft.sources,
    said: JSON.stringify(draft.said),
    updated_at: draft.updatedAt,
    state: draft.state,
    seen: draft.seen,
    filling: JSON.stringify(draft.filling),
  }
  await tx
    .insertInto('reports_drafts')
    .values({ request_id: draft.request, member_id: draft.by, ...values })
    .onConflict((conflict) => conflict.columns(['request_id', 'member_id']).doUpdateSet(values))
    .execute()
}

/** Returns the authors of a request's drafts, with the number of drafts. */
export async function drafters(tx: Tx, request: RequestId): Promise<{ by: MemberId; n: number }[]> {
  const query = tx.selectFrom('reports_drafts').select(['member_id', 'n']).where('request_id', '=', request)
  const rows = await query.orderBy('member_id').execute()
  return rows.map((row) => ({ by: MemberId.parse(row.member_id), n: row.n }))
}

/** Adds the next version and returns its number. The caller has locked the request. */
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
  return row && versionIn(row)
}

/** What was handed in the `n`th time. */
export async function versionOf(tx: Tx, request: RequestId, n: number): Promise<Version | undefined> {
  const query = tx.selectFrom('reports_versions').selectAll().where('request_id', '=', request)
  const row = await query.where('n', '=', n).executeTakeFirst()
  return row && versionIn(row)
}

function versionIn(row: Selectable<Tables['reports_versions']>): Version {
  return {
    n: row.n,
    report: Report.parse(row.fields),
    by: MemberId.parse(row.submitted_by),
    at: row.submitted_at,
    late: row.late,
  }
}

/** The photos and files of every version, by their ids. */
export async function handedInIds(tx: Tx, request: RequestId): Promise<Set<string>> {
  const query = tx.selectFrom('reports_versions').select('fields').where('request_id', '=', request)
  const rows = await query.execute()
  const reports = rows.map(({ fields }) => Report.parse(fields))
  return new Set(reports.flatMap(({ photos, files }) => [...photos, ...files]))
}

function rowAsDraft(row: Selectable<Tables['reports_drafts']>): Draft {
  return {
    request: RequestId.parse(row.request_id),
    by: MemberId.parse(row.member_id),
    n: row.n,
    report: Report.parse(row.fields),
    sources: row.sources.map((source) => MessageId.parse(source)),
    said: z.record(z.string(), Wording).parse(row.said),
    // The column's check allows no other.
    state: row.state as Draft['state'],
    seen: row.seen,
    filling: Filling.parse(row.filling),
    updatedAt: row.updated_at,
  }
}
