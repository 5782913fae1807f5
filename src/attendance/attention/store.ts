import type { Tx } from '../../db/tables.ts'
import { MemberId } from '../../ids.ts'

/** Those of these people who were marked absent more than once, whenever that was. */
export async function absentOften(tx: Tx, people: readonly MemberId[]): Promise<MemberId[]> {
  if (people.length === 0) return []
  const rows = await tx
    .selectFrom('attendance_marks')
    .select('member_id')
    .where('member_id', 'in', [...people])
    .where('mark', '=', 'absent')
    .groupBy('member_id')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .execute()
  return rows.map(({ member_id }) => MemberId.parse(member_id))
}
