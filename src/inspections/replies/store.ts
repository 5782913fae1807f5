import type { Tx } from '../../db/tables.ts'
import type { MemberId, VisitId } from '../../ids.ts'
import type { Objection } from './types.ts'

/** What a branch has said against the sheets of a visit, the first first. */
export async function objectionsTo(tx: Tx, visit: VisitId): Promise<Objection[]> {
  return tx
    .selectFrom('inspections_objections')
    .select(['asked', 'words', 'answer'])
    .where('visit_id', '=', visit)
    .orderBy('asked')
    .execute()
}

type New = { visit: VisitId; asked: number; words: string; by: MemberId; at: Temporal.Instant }

/** Writes one. */
export async function insert(tx: Tx, { visit, by, ...said }: New): Promise<void> {
  await tx
    .insertInto('inspections_objections')
    .values({ visit_id: visit, by_id: by, ...said })
    .execute()
}

/** Writes what the inspector answered. */
export async function answer(
  tx: Tx,
  { visit, asked, words }: { visit: VisitId; asked: number; words: string },
): Promise<void> {
  await tx
    .updateTable('inspections_objections')
    .set({ answer: words })
    .where('visit_id', '=', visit)
    .where('asked', '=', asked)
    .execute()
}
