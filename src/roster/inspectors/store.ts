import type { Tx } from '../../db/tables.ts'
import { BranchId, MemberId } from '../../ids.ts'

/** Which branches each inspector looks after; null: any but the own. */
export async function inspected(tx: Tx): Promise<{ who: MemberId; branch: BranchId | null }[]> {
  const rows = await tx.selectFrom('roster_inspectors').selectAll().orderBy('branch_id').execute()
  return rows.map(({ member_id, branch_id }) => ({
    who: MemberId.parse(member_id),
    branch: branch_id === null ? null : BranchId.parse(branch_id),
  }))
}
