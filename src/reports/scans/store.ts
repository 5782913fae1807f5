import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import type { RequestId } from '../../ids.ts'

/** The ids of the signed records that came back for a record, the first first. */
export async function scansOf(tx: Tx, request: RequestId): Promise<string[]> {
  const query = tx.selectFrom('reports_scans').select('file_id').where('request_id', '=', request)
  return (await query.orderBy('at').orderBy('file_id').execute()).map(({ file_id }) => file_id)
}

/** Deletes scans that came before. */
export async function deleteScans(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from reports_scans where ctid = any(array(
      select ctid from reports_scans where at < ${before} limit ${most}))`,
  )
}
