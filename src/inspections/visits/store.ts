import type { Selectable } from 'kysely'
import type { InspectionTables } from '../../db/inspection-tables.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId, VisitId } from '../../ids.ts'
import type { Stage, Visit } from '../types.ts'

/** The visits of a term. */
export async function visitsOf(tx: Tx, term: string): Promise<Visit[]> {
  const rows = await tx
    .selectFrom('inspections_visits')
    .selectAll()
    .where('term', '=', term)
    .orderBy('day')
    .orderBy('id')
    .execute()
  return rows.map(visitIn)
}

/** The visits that wait for somebody, the first day first. */
export async function open(tx: Tx): Promise<Visit[]> {
  const rows = await tx
    .selectFrom('inspections_visits')
    .selectAll()
    .where('stage', 'in', ['planned', 'submitted', 'objected', 'kept'])
    .orderBy('day')
    .orderBy('id')
    .execute()
  return rows.map(visitIn)
}

/** One visit; undefined when there never was one. */
export async function byId(tx: Tx, id: VisitId): Promise<Visit | undefined> {
  const row = await tx.selectFrom('inspections_visits').selectAll().where('id', '=', id).executeTakeFirst()
  return row && visitIn(row)
}

/** The same, locked until the transaction ends. */
export async function lock(tx: Tx, id: VisitId): Promise<Visit | undefined> {
  const query = tx.selectFrom('inspections_visits').selectAll().where('id', '=', id)
  const row = await query.forUpdate().executeTakeFirst()
  return row && visitIn(row)
}

/** Writes visits; one that is there takes the new inspector and day. */
export async function save(tx: Tx, visits: readonly Visit[]): Promise<void> {
  for (const { id, term, branch, inspector, day, revision, stage } of visits) {
    const planned = { inspector_id: inspector, day: day.toString(), revision }
    await tx
      .insertInto('inspections_visits')
      .values({ id, term, branch_id: branch, stage, ...planned })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(planned))
      .execute()
  }
}

/** Moves a visit on. */
export async function advance(
  tx: Tx,
  { id, stage, day, answerBy, asked }: Pick<Visit, 'id' | 'stage' | 'day' | 'answerBy' | 'asked'>,
): Promise<void> {
  const values = { stage, day: day.toString(), asked, answer_by: answerBy?.toString() ?? null }
  await tx.updateTable('inspections_visits').set(values).where('id', '=', id).execute()
}

function visitIn(row: Selectable<InspectionTables['inspections_visits']>): Visit {
  return {
    id: VisitId.parse(row.id),
    term: row.term,
    branch: BranchId.parse(row.branch_id),
    inspector: MemberId.parse(row.inspector_id),
    day: Temporal.PlainDate.from(row.day),
    revision: row.revision,
    // The column's check allows no other.
    stage: row.stage as Stage,
    answerBy: row.answer_by === null ? null : Temporal.PlainDate.from(row.answer_by),
    asked: row.asked,
  }
}
