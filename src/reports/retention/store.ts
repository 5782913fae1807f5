import { sql } from 'kysely'
import { affected, type Expired } from '../../db/affected.ts'
import { writing } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'

/** Empties what was handed in before; when, by whom and with which counts stays. */
export async function emptyVersions(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`update reports_versions set fields = fields
      || '{"content":"","decisions":"","photos":[],"files":[],"answers":{},"notHeld":null}'::jsonb
      where ctid = any(array(select v.ctid from reports_versions v
        where v.submitted_at < ${before} and (v.fields->>'content' <> '' or v.fields->>'decisions' <> ''
          or jsonb_array_length(coalesce(v.fields->'photos', '[]'::jsonb)) > 0
          or jsonb_array_length(coalesce(v.fields->'files', '[]'::jsonb)) > 0
          or coalesce(v.fields->'answers', '{}'::jsonb) <> '{}'::jsonb
          or coalesce(v.fields->'notHeld', 'null'::jsonb) <> 'null'::jsonb) limit ${most}))`,
  )
}

/** Empties what readers said before; who said it, when and with which verdict stays. */
export async function emptyReviews(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`update reports_reviews set points = '{}', content = '', procedure = '' where ctid = any(array(
      select ctid from reports_reviews where at < ${before} and (points <> '{}' or content <> '' or procedure <> '')
      limit ${most}))`,
  )
}

/** Forgets what inspections asked before to be put right: the forms of these requests hold it. */
export async function forgetRemedies(tx: Tx, before: Temporal.Instant): Promise<void> {
  const rows = await writing(tx)
    .selectFrom('reports_requests')
    .select(['id', 'form_id'])
    .where('about_kind', '=', 'remedy')
    .where('asked_at', '<', before)
    .where('form_id', 'is not', null)
    .execute()
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await writing(tx).updateTable('reports_requests').set({ form_id: null }).where('id', 'in', ids).execute()
  const forms = rows.flatMap(({ form_id }) => form_id ?? [])
  await sql`delete from reports_forms f where id = any(${forms})
    and not exists (select from reports_requests r where r.form_id = f.id)`.execute(tx)
}

/** Deletes drafts that nobody has touched since before. */
export async function deleteDrafts(tx: Tx, { before, most }: Expired): Promise<number> {
  return affected(
    tx,
    sql`delete from reports_drafts where ctid = any(array(select ctid from reports_drafts
      where updated_at < ${before} limit ${most}))`,
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

/** Empties why reports were waived. */
export async function emptyWaivers(tx: Tx, before: Temporal.Instant): Promise<void> {
  const old = writing(tx).updateTable('reports_requests').set({ waive_reason: null })
  await old.where('asked_at', '<', before).where('waive_reason', 'is not', null).execute()
}

/** Empties why reports came back that are not still to be revised. */
export async function emptyReturns(tx: Tx, before: Temporal.Instant): Promise<void> {
  await writing(tx)
    .updateTable('reports_requests')
    .set({ return_reason: null })
    .where('asked_at', '<', before)
    .where('state', '<>', 'returned')
    .where('return_reason', 'is not', null)
    .execute()
}
