import { z } from 'zod'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { sendKept } from '../../reports/service.ts'
import { branches, branchTitle, everyBranch } from '../../roster/service.ts'
import { daysInWords } from '../sheets/service.ts'
import * as store from '../store.ts'
import type { Order } from '../types.ts'
import { piecesOf } from './rules.ts'
import type { PartShown } from './types.ts'
import { words } from './words.ts'

/** Says how many files come, before the first of them. */
const divided = kind('workbooks.progress', { key: '{id}:parts', ref: '{id}' }, { id: z.uuid() })

/** Orders smaller files in the place of one that is too large. False when there are none. */
export async function divide(tx: Tx, order: Order): Promise<boolean> {
  const of = order.of === 'all' ? (await branches(tx)).map(({ id }) => id) : []
  const pieces = piecesOf(order, of)
  if (pieces.length > 0) await store.orderParts(tx, order, pieces)
  return pieces.length > 0
}

/**
 * Once the last part of an order has ended, says how many files come, and sends one after the other. The caller has locked
 * the order; `mayHave`: whether whoever ordered it may still have it.
 */
export async function sendParts(
  ctx: Ctx,
  tx: Tx,
  { whole: { id, who }, mayHave }: { whole: Order; mayHave: boolean },
): Promise<void> {
  const parts = await store.partsOf(tx, id)
  if (parts.some(({ ended }) => ended === null)) return
  const files = parts.flatMap(({ file }) => file ?? [])
  const came = files.length > 0 ? 'done' : 'failed'
  const ended = mayHave ? came : 'mayNot'
  if (!(await store.end(tx, id, { ended, at: ctx.now() }))) return
  await markStale(tx, id, ['workbooks.progress'])
  if (ended !== 'done') return
  await writeLetters(ctx, tx, [{ ...divided.names({ id }), to: { person: who } }])
  for (const file of files) await sendKept(ctx, tx, { file, who })
}

/** The parts of an order as its card names them; none: it was not divided. */
export async function partsShown(ctx: Ctx, tx: Tx, whole: Order): Promise<PartShown[]> {
  const parts = await store.partsOf(tx, whole.id)
  if (parts.length === 0) return []
  const titles = new Map<string, string>((await everyBranch(tx)).map((one) => [one.id, branchTitle(one)]))
  return parts.map(({ of, days, ended }) => {
    const title = titles.get(of) ?? words.college(ctx.settings.name)
    const isAll = days.from.equals(whole.days.from) && days.to.equals(whole.days.to)
    const made = ended === null ? null : ended === 'done'
    return { title: isAll ? title : words.ofMonth(title, daysInWords(days)), made }
  })
}
