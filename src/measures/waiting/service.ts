import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId } from '../../ids.ts'
import * as store from './store.ts'
import type { Coming, Standing, WaitingNow, WaitingRow, Whose } from './types.ts'

type Span = { from: Temporal.Instant; to: Temporal.Instant }
type Of = Span & { whose: Whose }

/** What waits at the end of a stretch of time, thing by thing. */
export async function waitingIn(ctx: Ctx, tx: Tx, of: Of): Promise<WaitingRow[]> {
  return store.waiting(tx, of, ctx.settings.timezone)
}

/** How much these are. */
export function standingOf(rows: readonly WaitingRow[]): Standing {
  const of = (name: WaitingRow['number']) => rows.filter(({ number }) => number === name).length
  return {
    ...{ overdue: of('missing') + of('cameSince'), cameSince: of('cameSince'), returned: of('returned') },
    ...{ toReview: of('toReview'), remedies: of('remedies'), tasks: of('tasks'), passed: of('passed') },
  }
}

/** What meetings, records and tasks are called, by kind and id; what is not kept any more is not among them. */
export async function titlesOf(
  tx: Tx,
  all: readonly { kind: string; id: string }[],
): Promise<(one: { kind: string; id: string }) => string | null> {
  const found = await store.titles(tx, [...new Set(all.map(({ id }) => id))])
  const titles = new Map(found.map(({ kind, id, title }) => [`${kind} ${id}`, title]))
  return ({ kind, id }) => titles.get(`${kind} ${id}`) ?? null
}

/** What still waits of all at this moment; `before`: overdue is what was due by then. */
export async function waitingNow(tx: Tx, before: Temporal.Instant): Promise<WaitingNow> {
  return store.waitingNow(tx, before)
}

/** The meetings that start in a stretch of time. */
export async function comingIn(tx: Tx, of: Of): Promise<Coming[]> {
  return store.coming(tx, of)
}

/** Those of these branches of which there is something to count in a stretch of time. */
export async function branchesIn(tx: Tx, of: Span & { among: readonly BranchId[] }): Promise<BranchId[]> {
  return store.branchesIn(tx, of)
}
