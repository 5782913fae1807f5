import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId } from '../../ids.ts'
import { today } from '../../time/dates.ts'
import { SECRETARY } from '../types.ts'
import * as store from '../store.ts'
import * as own from './store.ts'

/** The day on which a person's probation 预备期 began; null where the roster does not say it. */
export async function probationOf(tx: Tx, who: MemberId): Promise<Temporal.PlainDate | null> {
  return own.probationOf(tx, who)
}

/** The offices that a person holds today, by their titles. */
export async function officesOf(ctx: Ctx, tx: Tx, who: MemberId): Promise<string[]> {
  const { offices } = await store.postsOf(tx, who, today(ctx).toString())
  return [...new Set(offices.map(({ office }) => office))]
}

/** When the term of each branch's secretary 支部书记 ends, or ended; a branch whose secretary has no last day is absent. */
export async function officeEnds(ctx: Ctx, tx: Tx): Promise<Map<BranchId, Temporal.PlainDate>> {
  return own.officeEnds(tx, { office: SECRETARY, on: today(ctx).toString() })
}

/** Every office that anybody holds or held, by its title. */
export async function officesHeld(tx: Tx): Promise<string[]> {
  return own.officesHeld(tx)
}
