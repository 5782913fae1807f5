import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { today } from '../../time/dates.ts'
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

/** Every office that anybody holds or held, by its title. */
export async function officesHeld(tx: Tx): Promise<string[]> {
  return own.officesHeld(tx)
}
