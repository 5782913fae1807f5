import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import type { Composition } from '../types.ts'
import * as store from './store.ts'

/** What these branches consist of at present. */
export async function compositionOf(
  tx: Tx,
  of: readonly BranchId[],
): Promise<ReadonlyMap<BranchId | null, Composition>> {
  return of.length === 0 ? new Map() : store.compositions(tx, of)
}
