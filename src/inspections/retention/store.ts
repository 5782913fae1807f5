import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'

/** Empties what was written on sheets before; how each item was judged stays. */
export async function emptySheets(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`update inspections_sheets set fields = fields || '{"content":"","procedure":"","remark":"","remedies":[]}'::jsonb
      where ctid = any(array(select ctid from inspections_sheets
        where at < ${before} and fields->>'content' <> '' limit ${most}))`,
  )
}

/** Deletes what was entered before and never handed in. */
export async function deleteDrafts(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from inspections_drafts where ctid = any(array(select ctid from inspections_drafts
      where updated_at < ${before} limit ${most}))`,
  )
}

/** Deletes what branches said before, with its answers. */
export async function deleteObjections(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from inspections_objections where ctid = any(array(select ctid from inspections_objections
      where at < ${before} limit ${most}))`,
  )
}
