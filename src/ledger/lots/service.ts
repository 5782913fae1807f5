import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { audit } from '../../audit.ts'
import { inSightAt } from '../../cards/in-sight.ts'
import { count, kind } from '../../cards/ref.ts'
import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { MemberId, ProgrammeId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { lockProgramme, rowsOf } from '../programmes/service.ts'
import { orderBy, printOf } from './rules.ts'
import * as store from './store.ts'
import type { Draw, Refusal } from './types.ts'

export { drawButton } from './action.ts'
export { lastDraw } from './store.ts'

const drawLetter = kind(
  'ledger.draw',
  { key: '{programme}/{n}/{who}:{seen}', ref: '{programme}/{n}' },
  { programme: ProgrammeId, n: count, who: MemberId, seen: z.string() },
)

/** Which draw of which programme a card shows. */
export const drawRef = drawLetter.ref

type Outcome = { ok: true } | { ok: false; refusal: Refusal }

/** Seeds have six digits at most. */
const SEEDS = 1_000_000

/**
 * Sends an administrator the draw of a programme: one that is begun now, or the last. Its seed is kept before anybody sees
 * the order, so that nobody can draw until an order pleases; with a reason it is drawn again once the last is confirmed.
 */
export async function openDraw(
  ctx: Ctx,
  tx: Tx,
  { programme, who, reason }: { programme: ProgrammeId; who: MemberId; reason: string | null },
): Promise<Outcome> {
  const refusal = await refusalToDraw(ctx, tx, { programme, who })
  if (refusal !== null) return { ok: false, refusal }
  if (reason !== null && visible(reason) === '') return { ok: false, refusal: 'noReason' }
  const last = await store.lastDraw(tx, programme)
  const isBegun = last === undefined || (last.confirmed !== null && reason !== null)
  const n = isBegun ? (last?.n ?? 0) + 1 : last.n
  if (isBegun) {
    const draw = { programme, n, seed: randomInt(SEEDS), reason: last === undefined ? null : reason }
    await store.beginDraw(tx, { ...draw, by: who, at: ctx.now() })
    await audit(ctx, tx, {
      actor: who,
      act: 'ledger.beginDraw',
      about: programme,
      details: { n, seed: draw.seed },
    })
  }
  const names = drawLetter.names({ programme, n, who, seen: await seenNow(ctx, tx, programme) })
  await writeLetters(ctx, tx, [{ ...names, to: { person: who } }])
  return { ok: true }
}

/** What the card shows, and when: opened again while it is in sight and true, it does not come twice. */
async function seenNow(ctx: Ctx, tx: Tx, programme: ProgrammeId): Promise<string> {
  const last = await store.lastDraw(tx, programme)
  const isBegun = last !== undefined && last.confirmed === null
  const of = isBegun ? printOf(await orderOf(tx, last)) : 'kept'
  return `${of}-${inSightAt(ctx.now())}`
}

async function refusalToDraw(
  ctx: Ctx,
  tx: Tx,
  { programme, who }: { programme: ProgrammeId; who: MemberId },
): Promise<Refusal | null> {
  if (!(await rightsOf(ctx, tx, who)).admin) return 'mayNot'
  const found = await lockProgramme(tx, programme)
  if (found === undefined || found.closedAt !== null) return 'closed'
  return (await rowsOf(tx, programme)).length < 2 ? 'fewRows' : null
}

/** The order in which the rows of a programme would stand by a draw that is not in force yet. */
export async function orderOf(
  tx: Tx,
  { programme, seed }: Pick<Draw, 'programme' | 'seed'>,
): Promise<string[]> {
  const rows = await rowsOf(tx, programme)
  return orderBy(
    seed,
    rows.map(({ id }) => id),
  )
}

/** Puts the order in force that was shown; refused when rows have come or gone since. */
export async function confirm(
  ctx: Ctx,
  tx: Tx,
  { programme, n, print, who }: { programme: ProgrammeId; n: number; print: string; who: MemberId },
): Promise<Outcome> {
  const refusal = await refusalToDraw(ctx, tx, { programme, who })
  if (refusal !== null) return { ok: false, refusal }
  const last = await store.lastDraw(tx, programme)
  if (last?.n !== n || last.confirmed !== null) return { ok: false, refusal: 'already' }
  const rows = await orderOf(tx, last)
  if (printOf(rows) !== print) return { ok: false, refusal: 'changed' }
  await store.confirmDraw(tx, { programme, n, by: who, at: ctx.now(), rows })
  await markStale(tx, drawRef.text({ programme, n }), ['ledger.draw'])
  const details = { n, seed: last.seed, rows: rows.length }
  await audit(ctx, tx, { actor: who, act: 'ledger.draw', about: programme, details })
  return { ok: true }
}
