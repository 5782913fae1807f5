import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'

/** When a person's probation began; null where that is not known. */
export async function probationOf(tx: Tx, who: MemberId): Promise<Temporal.PlainDate | null> {
  const row = await tx
    .selectFrom('roster_members')
    .select('probation_start')
    .where('id', '=', who)
    .executeTakeFirst()
  return row?.probation_start == null ? null : Temporal.PlainDate.from(row.probation_start)
}

/** The titles of all offices, in order. */
export async function officesHeld(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('roster_offices').select('office').distinct().orderBy('office').execute()
  return rows.map(({ office }) => office)
}
