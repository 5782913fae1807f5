import type { Tx } from '../../db/tables.ts'
import type { Invitation } from '../types.ts'
import { Fault, type RefusedLine } from './types.ts'

/** Keeps a line that was not taken, over an earlier one. */
export async function keep(tx: Tx, { meeting, who }: Invitation, refused: RefusedLine): Promise<void> {
  const values = { line: refused.line, reason: refused.reason, fault: JSON.stringify(refused.fault) }
  await tx
    .insertInto('attendance_roll_lines')
    .values({ meeting_id: meeting, member_id: who, ...values })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(values))
    .execute()
}

/** Forgets it. */
export async function forget(tx: Tx, { meeting, who }: Invitation): Promise<void> {
  await tx
    .deleteFrom('attendance_roll_lines')
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .execute()
}

export async function kept(tx: Tx, { meeting, who }: Invitation): Promise<RefusedLine | null> {
  const row = await tx
    .selectFrom('attendance_roll_lines')
    .select(['line', 'reason', 'fault'])
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, fault: Fault.parse(row.fault) }
}
