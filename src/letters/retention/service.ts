import type { Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import * as store from './store.ts'

/** Deletes letters that ended before, `most` at a time; returns whether more may be left. */
export async function expireLetters(tx: Tx, expired: Expired): Promise<boolean> {
  const ids = await store.endedBefore(tx, expired)
  return ids.length > 0 && (await store.deleteLetters(tx, ids)) === expired.most
}
