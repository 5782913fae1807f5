import type { Tx } from '../../db/tables.ts'
import type { MemberId, VisitId } from '../../ids.ts'
import { Draft, Sheet, type Version } from './types.ts'

/** What was entered of a visit's sheet; undefined before anything was. */
export async function draftOf(tx: Tx, visit: VisitId): Promise<Draft | undefined> {
  const query = tx.selectFrom('inspections_drafts').select('fields').where('visit_id', '=', visit)
  const row = await query.executeTakeFirst()
  return row && Draft.parse(row.fields)
}

/** Keeps what was entered. */
export async function keepDraft(
  tx: Tx,
  visit: VisitId,
  { draft, at }: { draft: Draft; at: Temporal.Instant },
): Promise<void> {
  const values = { fields: JSON.stringify(draft), updated_at: at }
  await tx
    .insertInto('inspections_drafts')
    .values({ visit_id: visit, ...values })
    .onConflict((conflict) => conflict.column('visit_id').doUpdateSet(values))
    .execute()
}

export async function forgetDraft(tx: Tx, visit: VisitId): Promise<void> {
  await tx.deleteFrom('inspections_drafts').where('visit_id', '=', visit).execute()
}

/** The newest version of a visit's sheet; undefined before one was handed in. */
export async function newest(tx: Tx, visit: VisitId): Promise<Version | undefined> {
  const row = await tx
    .selectFrom('inspections_sheets')
    .select(['n', 'fields', 'at'])
    .where('visit_id', '=', visit)
    .orderBy('n', 'desc')
    .executeTakeFirst()
  return row && { ...Sheet.parse(row.fields), n: row.n, at: row.at }
}

/** Writes a version. */
export async function insert(
  tx: Tx,
  visit: VisitId,
  { n, at, by, ...sheet }: Version & { by: MemberId },
): Promise<void> {
  const row = { visit_id: visit, n, fields: JSON.stringify(sheet), by_id: by, at }
  await tx.insertInto('inspections_sheets').values(row).execute()
}
