import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { inChargeOf, leadOf, rightsOf } from '../../roster/service.ts'
import type { Collection } from '../types.ts'

/** Whether a person may collect today for the college (null) or a branch. (domain §5) */
export async function mayCollect(
  ctx: Ctx,
  tx: Tx,
  { who, branch }: { who: MemberId; branch: Collection['branch'] },
): Promise<boolean> {
  const { admin, leads } = await rightsOf(ctx, tx, who)
  return branch === null ? admin : leads.includes(branch)
}

/**
 * Whether a collection is in a person's hands today, who sees the answers and may remind, extend and close: the college's in
 * those of each administrator, a branch's in its author's alone while that person leads it, else of whoever does.
 */
export async function isKeptBy(
  ctx: Ctx,
  tx: Tx,
  { collection: { by, branch }, who }: { collection: Pick<Collection, 'by' | 'branch'>; who: MemberId },
): Promise<boolean> {
  if (!(await mayCollect(ctx, tx, { who, branch }))) return false
  return branch === null || by === who || !(await mayCollect(ctx, tx, { who: by, branch }))
}

/** In whose hands it is today, for whoever has it not; of the college its author before the administrator in charge. */
export async function keeperOf(
  ctx: Ctx,
  tx: Tx,
  collection: Pick<Collection, 'by' | 'branch'>,
): Promise<MemberId | null> {
  const { by, branch } = collection
  if (await isKeptBy(ctx, tx, { collection, who: by })) return by
  return branch === null ? inChargeOf(tx, null) : leadOf(ctx, tx, branch)
}
