import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'

/** Empties what was handed in for requests made before; when, by whom and with which counts stays. */
export async function emptyVersions(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`update reports_versions set fields = fields || '{"content":"","decisions":"","photos":[]}'::jsonb
      where ctid = any(array(select v.ctid from reports_versions v join reports_requests q on q.id = v.request_id
        where q.asked_at < ${before} and (v.fields->>'content' <> '' or v.fields->>'decisions' <> ''
          or jsonb_array_length(coalesce(v.fields->'photos', '[]'::jsonb)) > 0) limit ${most}))`,
  )
}

/** Deletes drafts for requests made before. */
export async function deleteDrafts(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from reports_drafts where ctid = any(array(select d.ctid from reports_drafts d
      join reports_requests q on q.id = d.request_id where q.asked_at < ${before} limit ${most}))`,
  )
}

/** Forgets which words of settled drafts came from which message. */
export async function emptySayings(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`update reports_drafts set said = '{}'::jsonb where ctid = any(array(select ctid from reports_drafts
      where state <> 'open' and updated_at < ${before} and said <> '{}'::jsonb limit ${most}))`,
  )
}

/** Deletes tasks that were done before. */
export async function deleteTasks(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from reports_tasks where ctid = any(array(select ctid from reports_tasks
      where done_at < ${before} limit ${most}))`,
  )
}

/** Empties why reports came back. */
export async function emptyReturns(tx: Tx, before: Temporal.Instant): Promise<void> {
  await writing(tx)
    .updateTable('reports_requests')
    .set({ return_reason: null })
    .where('asked_at', '<', before)
    .where('return_reason', 'is not', null)
    .execute()
}
