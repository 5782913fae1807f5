import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { Request } from '../types.ts'
import { isDrawn } from './rules.ts'
import * as store from './store.ts'

/** Whether a record that comes in for the first time is read: always, never, or as it is drawn. (domain §2.6) */
export async function drawsFor(ctx: Ctx, tx: Tx, { review, branch }: Request): Promise<boolean> {
  if (review !== 'sample') return review === 'all'
  await store.holdDraws(tx, branch)
  const { sample: of } = ctx.settings.reports
  const before = await store.drawsOf(tx, branch)
  const row = before.slice(before.length - (before.length % of))
  return isDrawn(row, { of, dice: ctx.random() })
}
