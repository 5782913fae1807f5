import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import * as store from './store.ts'
import type { Coming, Standing, WaitingNow } from './types.ts'

type Span = { from: Temporal.Instant; to: Temporal.Instant }
/** A branch, or null for the college itself. */
type Of = Span & { branch: BranchId | null }

/** What waits at a branch, or at the college itself, at the end of a stretch of time. */
export async function standingOf(tx: Tx, of: Of): Promise<Standing> {
  const { missing, ...counts } = await store.standing(tx, of)
  return { ...counts, overdue: missing + counts.cameSince }
}

/** What still waits of all at this moment; `before`: overdue is what was due by then. */
export async function waitingNow(tx: Tx, before: Temporal.Instant): Promise<WaitingNow> {
  return store.waitingNow(tx, before)
}

/** The meetings of a branch, or the college's own, that start in a stretch of time. */
export async function comingIn(tx: Tx, of: Of): Promise<Coming[]> {
  return store.coming(tx, of)
}

/** Those of these branches of which there is something to count in a stretch of time. */
export async function branchesIn(tx: Tx, of: Span & { among: readonly BranchId[] }): Promise<BranchId[]> {
  return store.branchesIn(tx, of)
}
