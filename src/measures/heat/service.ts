import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { branches } from '../../roster/service.ts'
import { heatOf } from './rules.ts'
import * as store from './store.ts'
import type { Heat } from './types.ts'

const ACTIVE = Temporal.Duration.from({ hours: 72 })
const UPDATED = Temporal.Duration.from({ hours: 24 })

/**
 * How active each branch is now, the most active first. The platform tells nobody who read, and nothing is commented on: of
 * the handbook's components there are published records, and of its updates their publishing. (domain §1H(f))
 */
export async function heatNow(ctx: Ctx, tx: Tx): Promise<(Heat & { name: string })[]> {
  const until = ctx.now()
  const counts = await store.published(tx, {
    until,
    since: until.subtract(ACTIVE),
    updatedSince: until.subtract(UPDATED),
  })
  const all = await branches(tx)
  const untold = { readers: null, comments: null, likes: null, members: 0 }
  const found = heatOf(
    all.map(({ id }) => ({ id, ...untold, ...(counts.get(id) ?? { published: 0, updates: 0 }) })),
  )
  const names = new Map<string, string>(all.map(({ id, short }) => [id, short]))
  return found.map((one) => ({ ...one, name: names.get(one.id) ?? one.id }))
}
