import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Invitation } from '../types.ts'

/** Keeps who checked a person in, and why. */
export async function saveCheckedFor(
  tx: Tx,
  { meeting, who, ...made }: Invitation & { by: MemberId; reason: string; at: Temporal.Instant },
): Promise<void> {
  const values = { by_id: made.by, reason: made.reason, at: made.at }
  await tx
    .insertInto('attendance_checked_for')
    .values({ meeting_id: meeting, member_id: who, ...values })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(values))
    .execute()
}
