import type { Ctx } from '../../ctx.ts'
import { Batches } from '../../db/batches.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { BranchId } from '../../ids.ts'
import { collegePlace, makeParts, type Place, placesIn, placesOf, TOGETHER } from '../parts/service.ts'
import * as store from '../store.ts'
import { noteTrouble } from '../troubles/service.ts'
import { COLLEGE_PART, type Week } from '../types.ts'
import { reckoningOf } from '../weeks/service.ts'

/**
 * Counts a branch's part of a week, together with those that are asked for meanwhile; one that has ended stays as it was
 * sent. Throws when that fails, and notes why.
 */
export async function makeBranchPart(ctx: Ctx, key: string, branch: string): Promise<void> {
  const batches = batchesOf.getOrInsertComputed(
    ctx,
    () => new Batches((all) => countBranches(ctx, all), AT_ONCE),
  )
  await noting(ctx, { key, id: branch }, () => batches.add({ key, branch: BranchId.parse(branch) }))
}

type Asked = { key: string; branch: BranchId }

/** While one batch waits for the records, another is counted. */
const AT_ONCE = { most: TOGETHER, atOnce: 2 }
/** What is counted together in this process. */
const batchesOf = new WeakMap<Ctx, Batches<Asked>>()

async function countBranches(ctx: Ctx, all: readonly Asked[]): Promise<void> {
  for (const [key, asked] of Map.groupBy(all, (one) => one.key)) {
    const branches = asked.map(({ branch }) => branch)
    await keepParts(ctx, key, (tx, week) => placesOf(tx, { week, branches }))
  }
}

/** Counts the part of the college's own meetings. Throws when that fails, and notes why. */
export async function makeCollegePart(ctx: Ctx, key: string): Promise<void> {
  const own: PlaceFinder = async (tx, week) => [collegePlace((await placesIn(tx, week)).length)]
  await noting(ctx, { key, id: COLLEGE_PART }, () => keepParts(ctx, key, own))
}

type PlaceFinder = (tx: Tx, week: Week) => Promise<Place[]>

async function keepParts(ctx: Ctx, key: string, find: PlaceFinder): Promise<void> {
  await transact(ctx, async (tx) => {
    const week = await store.lockWeek(tx, key, 'share')
    const places = week?.ended === false ? await find(tx, week) : []
    if (week === undefined || places.length === 0) return
    await store.saveParts(tx, key, await makeParts(ctx, tx, { week, places, reckoning: reckoningOf(ctx) }))
  })
}

async function noting(ctx: Ctx, of: { key: string; id: string }, count: () => Promise<void>): Promise<void> {
  try {
    await count()
  } catch (thrown) {
    await noteTrouble(ctx, of, thrown)
    throw thrown
  }
}
