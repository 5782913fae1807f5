import type { Expired } from '../../db/affected.ts'
import type { Tx } from '../../db/tables.ts'
import { deleteDrafts, deleteObjections, emptySheets } from './store.ts'

/** Deletes a part of what has expired; returns whether more may be left. What a sheet says is kept as long as a record. */
export async function expireInspections(tx: Tx, expired: Expired): Promise<boolean> {
  const deleted = [
    await emptySheets(tx, expired),
    await deleteDrafts(tx, expired),
    await deleteObjections(tx, expired),
  ]
  return deleted.includes(expired.most)
}
