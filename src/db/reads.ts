import type { Tx } from './tables.ts'

/** How often each transaction that keeps its reads has had to forget them. */
const keeping = new WeakMap<Tx, number>()

/** Lets a transaction ask for the same row once: from here on what it reads is kept. */
export function keepReads(tx: Tx): void {
  if (!keeping.has(tx)) keeping.set(tx, 0)
}

/** Forgets what was read, because it may have changed since. */
export function forgetReads(tx: Tx): void {
  const turn = keeping.get(tx)
  if (turn !== undefined) keeping.set(tx, turn + 1)
}

/** Returns the transaction, for a write to rows that may have been read: they are read anew. */
export function writing(tx: Tx): Tx {
  forgetReads(tx)
  return tx
}

/** Rows of one kind, by id, as transactions that keep their reads have read them. */
export class ReadOnce<T> {
  readonly #rows = new WeakMap<Tx, { turn: number; byId: Map<string, T> }>()

  /** Returns the row that was read, or asks for it. */
  async read(tx: Tx, id: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#kept(tx)
    const known = kept?.get(id)
    if (known !== undefined) return known
    const row = await ask()
    kept?.set(id, row)
    return row
  }

  #kept(tx: Tx): Map<string, T> | undefined {
    const turn = keeping.get(tx)
    if (turn === undefined) return undefined
    const rows = this.#rows.get(tx)
    if (rows?.turn === turn) return rows.byId
    const byId = new Map<string, T>()
    this.#rows.set(tx, { turn, byId })
    return byId
  }
}
