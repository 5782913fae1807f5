import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, type RequestId } from '../../ids.ts'

/** The ids of the signed records that came back for a record, the first first. */
export async function scansOf(tx: Tx, request: RequestId): Promise<string[]> {
  const query = tx.selectFrom('reports_scans').select('file_id').where('request_id', '=', request)
  return (await query.orderBy('at').orderBy('file_id').execute()).map(({ file_id }) => file_id)
}

/** Writes down that a scan came back. */
export async function insert(
  tx: Tx,
  { request, file, by, at }: { request: RequestId; file: string; by: MemberId; at: Temporal.Instant },
): Promise<void> {
  await tx.insertInto('reports_scans').values({ request_id: request, file_id: file, by_id: by, at }).execute()
}

/** Forgets a scan; returns who had sent it. */
export async function remove(tx: Tx, file: string): Promise<MemberId | undefined> {
  const row = await tx
    .deleteFrom('reports_scans')
    .where('file_id', '=', file)
    .returning('by_id')
    .executeTakeFirst()
  return row && MemberId.parse(row.by_id)
}

/** Deletes scans that came before. */
export async function deleteScans(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from reports_scans where ctid = any(array(
      select ctid from reports_scans where at < ${before} limit ${most}))`,
  )
}
