import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'

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

/** The last day on which somebody who has begun holds an office in each branch, where the roster says it. */
export async function officeEnds(
  tx: Tx,
  { office, on }: { office: string; on: string },
): Promise<Map<BranchId, Temporal.PlainDate>> {
  const rows = await tx
    .selectFrom('roster_offices')
    .innerJoin('roster_members', 'roster_members.id', 'roster_offices.member_id')
    .select(['scope', 'until'])
    .where('left_on', 'is', null)
    .where('office', '=', office)
    .where((eb) => eb.or([eb('since', 'is', null), eb('since', '<=', on)]))
    .orderBy('until')
    .execute()
  const dated = rows.flatMap(({ scope, until }): [BranchId, Temporal.PlainDate][] =>
    until === null ? [] : [[BranchId.parse(scope), Temporal.PlainDate.from(until)]],
  )
  return new Map(dated)
}
