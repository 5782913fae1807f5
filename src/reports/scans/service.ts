import type { Tx } from '../../db/tables.ts'
import type { RequestId } from '../../ids.ts'
import * as store from './store.ts'

export { deleteScans } from './store.ts'

/** How many signed records came back for a record. */
export async function countScans(tx: Tx, request: RequestId): Promise<number> {
  return (await store.scansOf(tx, request)).length
}
