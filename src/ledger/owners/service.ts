import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { actingFor, adminsFor, branch, inChargeOf, rightsOf } from '../../roster/service.ts'
import type { Cell, Row } from '../types.ts'

type Owned = Pick<Cell, 'by'> & { row: Pick<Row, 'branch' | 'member'> }
type Doing = Owned & { row: Pick<Row, 'nominated'>; who: MemberId }

/** Whose a step is today: whoever acts for the branch, the person of the row, or the administrator in charge; null: nobody's. */
export async function ownerOf(ctx: Ctx, tx: Tx, { by, row }: Owned): Promise<MemberId | null> {
  if (by === 'committee') return inChargeOf(tx, row.branch)
  if (by === 'person' || row.branch === null) return row.member
  return actingFor(ctx, tx, row.branch)
}

/**
 * Whether a person may do a step today: its owner, who leads its branch, or an administrator. What somebody who was put
 * forward does, such as to consent, nobody does instead. (domain §5, row 25)
 */
export async function mayDo(ctx: Ctx, tx: Tx, { by, row, who }: Doing): Promise<boolean> {
  if (by === 'person' && row.nominated) return row.member === who
  const { admin, leads } = await rightsOf(ctx, tx, who)
  if (admin) return true
  if (by === 'committee') return false
  if (by === 'person' || row.branch === null) return row.member === who
  return leads.includes(row.branch)
}

/** What the branch of a step is called to a reader; null where that goes without saying. */
export async function branchSaid(
  ctx: Ctx,
  tx: Tx,
  { by, row, who }: Owned & { who: MemberId },
): Promise<string | null> {
  if (row.branch === null || by === 'person') return null
  const { leads } = await rightsOf(ctx, tx, who)
  const [own, ...others] = leads
  return own === row.branch && others.length === 0 ? null : (await branch(tx, row.branch)).short
}

/** Whether a person may waive a step, or set another day for it: an administrator, and not for oneself. (domain §5, row 15) */
export async function maySettle(
  ctx: Ctx,
  tx: Tx,
  { by, row, who }: Owned & { who: MemberId },
): Promise<boolean> {
  const owner = await ownerOf(ctx, tx, { by, row })
  // What is the college's own is its administrators'.
  const besides = by === 'committee' || owner === null ? [] : [owner]
  return (await adminsFor(tx, row.branch, besides)).includes(who)
}
