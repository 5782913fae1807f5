import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Invitation } from '../types.ts'
import type { CorrectionRequest } from './types.ts'

const State = z.enum(['open', 'corrected', 'kept'])

/** The newest request of a person for a meeting; null before the first. */
export async function newest(tx: Tx, { meeting, who }: Invitation): Promise<CorrectionRequest | null> {
  const row = await tx
    .selectFrom('attendance_correction_requests')
    .select(['n', 'said', 'state'])
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, state: State.parse(row.state) }
}

/** Writes a request. */
export async function ask(
  tx: Tx,
  { meeting, who }: Invitation,
  request: { n: number; said: string; at: Temporal.Instant },
): Promise<void> {
  const { n, said, at } = request
  const values = { meeting_id: meeting, member_id: who, n, said, asked_at: at, settled_by: null }
  await tx
    .insertInto('attendance_correction_requests')
    .values({ ...values, settled_at: null })
    .execute()
}

/** Settles a request that is open. False when it was settled before. */
export async function settle(
  tx: Tx,
  { meeting, who, n }: Invitation & { n: number },
  to: { state: 'corrected' | 'kept'; by: MemberId; at: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable('attendance_correction_requests')
    .set({ state: to.state, settled_by: to.by, settled_at: to.at })
    .where('meeting_id', '=', meeting)
    .where('member_id', '=', who)
    .where('n', '=', n)
    .where('state', '=', 'open')
    .returning('n')
    .executeTakeFirst()
  return row !== undefined
}
