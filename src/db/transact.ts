import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { Ctx } from '../ctx.ts'
import { hasUnfitPlan, isCut } from './lent.ts'
import type { Tx } from './tables.ts'

const inside = new AsyncLocalStorage<true>()
/** What each transaction that is open still does at its end. */
const ends = new WeakMap<Tx, (() => Promise<void>)[]>()
const DEADLOCK = '40P01'
const SERIALIZATION = '40001'
const TRIES = 3

/** Whether the running code belongs to a transaction, so that the outer `db` must not be used. */
export function insideTransaction(): boolean {
  return inside.getStore() === true
}

/** Does something at the end of a transaction, before its commit: what is gathered until then is written at once. */
export function atEnd(tx: Tx, work: () => Promise<void>): void {
  const open = ends.get(tx)
  if (open === undefined) throw new Error('not a transaction of transact')
  open.push(work)
}

async function toItsEnd<T>(tx: Tx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const open: (() => Promise<void>)[] = []
  ends.set(tx, open)
  const result = await fn(tx)
  for (const work of open) await work()
  return result
}

/**
 * The only way into a transaction. `fn` awaits nothing but `tx`; it may run again after a deadlock, or when its
 * connection broke before the commit. After the commit the process is woken to poll for what became due.
 */
export async function transact<T>(ctx: Pick<Ctx, 'db' | 'wake'>, fn: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    // Whether a commit that was cut took place is not known: it is never repeated.
    let mayHaveCommitted = false
    const work = async (tx: Tx) => {
      const result = await toItsEnd(tx, fn)
      mayHaveCommitted = true
      return result
    }
    try {
      const result = await ctx.db.transaction().execute((tx) => inside.run(true, () => work(tx)))
      ctx.wake()
      return result
    } catch (thrown) {
      if (attempt >= TRIES || !(wasRefused(thrown) || (isCut(thrown) && !mayHaveCommitted))) throw thrown
    }
  }
}

/** Whether it is the records that did not do what was asked of them. */
export function isOfRecords(thrown: unknown): boolean {
  return thrown instanceof pg.DatabaseError || isCut(thrown)
}

function wasRefused(thrown: unknown): boolean {
  if (hasUnfitPlan(thrown)) return true
  return thrown instanceof pg.DatabaseError && (thrown.code === DEADLOCK || thrown.code === SERIALIZATION)
}
