import type { Tx } from '../../db/tables.ts'
import * as store from '../store.ts'
import type { Snapshot, Week } from '../types.ts'
import { hashOf } from './rules.ts'

export { snapshotOf } from './rules.ts'

/** Keeps what a digest says, for ever. */
export async function keepSnapshot(tx: Tx, { key }: Pick<Week, 'key'>, snapshot: Snapshot): Promise<void> {
  await store.insertSnapshot(tx, { key, snapshot, hash: hashOf(snapshot) })
}

/** What a digest said; null when there is none of that key. */
export async function snapshotBy(tx: Tx, key: string): Promise<Snapshot | null> {
  return (await store.snapshot(tx, key)) ?? null
}
