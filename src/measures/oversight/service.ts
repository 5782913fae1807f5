import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { dateOf, instantOf } from '../../time/dates.ts'
import { isAfter, isWithin } from '../../time/order.ts'
import type { Decision, Facts, Inspection, Owner, Window } from '../types.ts'
import * as store from './store.ts'
import type { Visited } from './types.ts'

type Owned<T> = T & { owner: Owner }

/** Visits to branches and decisions that they carry out, near a window. */
export type Oversight = { inspections: Owned<Inspection>[]; decisions: Owned<Decision>[] }

/** Nothing of it: a group, a person and the college itself are not inspected, and carry no decisions out. */
export const NO_OVERSIGHT: Oversight = { inspections: [], decisions: [] }

type Of = { of: readonly Owner[]; from: Temporal.Instant; to: Temporal.Instant }

/** Those of these branches in a stretch of time. */
export async function oversightOf(ctx: Ctx, tx: Tx, { of, from, to }: Of): Promise<Oversight> {
  const { timezone: zone } = ctx.settings
  const branches = of.filter((one) => one !== null)
  const found = await store.oversight(tx, { of: branches, from: dateOf(from, zone), to: dateOf(to, zone) })
  return {
    inspections: found.visits.map((visit) => inspectionOf(visit, zone)),
    decisions: found.decisions.map(({ id, branch: owner, dueOn, doneAt }) => ({
      ...{ owner, id, at: instantOf(dueOn, zone), doneAt },
      overAt: instantOf(dueOn.add({ days: 1 }), zone),
    })),
  }
}

/** Those that a window counts: a decision once its last day is over. */
export function oversightIn(window: Window, all: Oversight): Pick<Facts, 'inspections' | 'decisions'> {
  return {
    inspections: all.inspections.filter(({ at }) => isWithin(at, window)),
    decisions: all.decisions.filter(
      ({ at, overAt }) => isWithin(at, window) && !isAfter(overAt, window.asOf),
    ),
  }
}

/** The inspections of a term. */
export async function inspectionsOf(ctx: Ctx, tx: Tx, term: string): Promise<Owned<Inspection>[]> {
  const visits = await store.visitsOfTerm(tx, term)
  return visits.map((visit) => inspectionOf(visit, ctx.settings.timezone))
}

function inspectionOf({ id, branch: owner, day, ...same }: Visited, zone: string): Owned<Inspection> {
  return { owner, visit: id, at: instantOf(day, zone), ...same }
}
