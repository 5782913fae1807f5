import { sql } from 'kysely'
import type { Tx } from '../../db/tables.ts'
import { type MemberId, type ProgrammeId, RequestId } from '../../ids.ts'

type Found = {
  programme: ProgrammeId
  found: readonly { row: string; step: string; at: Temporal.Instant }[]
  by: MemberId | 'clock'
  at: Temporal.Instant
  reason: string
}

/** Ticks cells that are done once, with a line of history each; returns what each was asked for by. */
export async function tickAll(
  tx: Tx,
  { programme, found, by, at, reason }: Found,
): Promise<(RequestId | null)[]> {
  const given = JSON.stringify(found.map((one) => ({ ...one, at: one.at.toString() })))
  const { rows } = await sql<{ request_id: string | null }>`
    with ticked as (
      update ledger_cells c set ticked_at = given.at
        from jsonb_to_recordset(${given}::jsonb) as given ("row" text, step text, at timestamptz)
        where c.programme_id = ${programme} and c.row_id = given."row" and c.step_id = given.step
          and c.round = '' and c.ticked_at is null and not c.gone
        returning c.id, c.request_id),
    noted as (
      insert into ledger_history (cell_id, at, by_id, what, reason)
        select id, ${at}::timestamptz, ${by}, 'tick', ${reason} from ticked)
    select request_id from ticked`.execute(tx)
  return rows.map(({ request_id: id }) => (id === null ? null : RequestId.parse(id)))
}
