import { z } from 'zod'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import type { Order } from './types.ts'

const What = z.enum(['send', 'again'])
const State = z.enum(['open', 'done', 'dropped'])

export async function insertOrder(
  tx: Tx,
  { id, key, what, reason, by, at }: Omit<Order, 'state'> & { by: MemberId; at: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('digest_orders')
    .values({ id, key, what, reason, by_id: by, asked_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function order(tx: Tx, id: string): Promise<Order | undefined> {
  const row = await tx.selectFrom('digest_orders').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const { key, reason } = row
  return { id, key, reason, what: What.parse(row.what), state: State.parse(row.state) }
}

/** Ends an order that is open. False when it was ended before. */
export async function endOrder(tx: Tx, id: string, state: 'done' | 'dropped'): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('digest_orders')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
