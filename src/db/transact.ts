import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Ctx } from '../ctx.ts'
import type { Tx } from './tables.ts'

const inside = new AsyncLocalStorage<true>()
const DEADLOCK = '40P01'
const SERIALIZATION = '40001'
const TRIES = 3

/** Whether the running code belongs to a transaction, so that the outer `db` must not be used. */
export function insideTransaction(): boolean {
  return inside.getStore() === true
}

/**
 * The only way into a transaction. `fn` awaits nothing but `tx`; it may run again after a deadlock. After the commit
 * the process is nudged to look for what became due.
 */
export async function transact<T>(ctx: Pick<Ctx, 'db' | 'nudge'>, fn: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await ctx.db.transaction().execute((tx) => inside.run(true, () => fn(tx)))
      ctx.nudge()
      return result
    } catch (thrown) {
      if (attempt >= TRIES || !mayTryAgain(thrown)) throw thrown
    }
  }
}

function mayTryAgain(thrown: unknown): boolean {
  return thrown instanceof pg.DatabaseError && (thrown.code === DEADLOCK || thrown.code === SERIALIZATION)
}
