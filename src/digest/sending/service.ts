import { audit } from '../../audit.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { rightsOf } from '../../roster/service.ts'
import * as digests from '../store.ts'
import { reckoningOf, weekBefore } from '../weeks/service.ts'
import * as store from './store.ts'
import type { Order, Refusal } from './types.ts'

export { words as orderWords } from './words.ts'

type Outcome = { ok: true } | { ok: false; refusal: Refusal }
type Asked = { id: string; who: MemberId; key: string; what: Order['what']; reason: string }

/** Takes down what an administrator wants to be sent; nothing is sent before it is confirmed. */
export async function placeOrder(ctx: Ctx, tx: Tx, { id, who, key, what, reason }: Asked): Promise<void> {
  await store.insertOrder(tx, { id, key, what, reason, by: who, at: ctx.now() })
  await writeLetters(ctx, tx, [{ ...oneFor('digest.order', id), ref: id, to: { person: who } }])
}

/** What was asked for; throws when there is no such thing. */
export async function orderShown(tx: Tx, id: string): Promise<Order> {
  const found = await store.order(tx, id)
  if (found === undefined) throw new Error(`no order ${id}`)
  return found
}

/** Sends what an administrator asked for, once. */
export async function confirmOrder(
  ctx: Ctx,
  tx: Tx,
  { id, who }: { id: string; who: MemberId },
): Promise<Outcome> {
  const order = await store.order(tx, id)
  if (order === undefined) return { ok: false, refusal: 'gone' }
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  const { committee: chat } = ctx.settings.chats
  if (chat === null) return { ok: false, refusal: 'noChat' }
  if (order.what === 'send' && (await digests.week(tx, order.key))?.ended === true)
    return { ok: false, refusal: 'sentBefore' }
  // Confirmed in another week, it would be another digest.
  if (order.what === 'send' && weekBefore(ctx.now(), reckoningOf(ctx)).key !== order.key)
    return { ok: false, refusal: 'gone' }
  if (!(await store.endOrder(tx, id, 'done'))) return { ok: false, refusal: 'already' }
  if (order.what === 'send') await hurry(ctx, tx)
  else
    await writeLetters(ctx, tx, [
      { key: `digest-again:${id}`, kind: 'digest.college', ref: `again:${id}`, to: { chat } },
    ])
  await audit(ctx, tx, { actor: who, act: `digest.${order.what}`, about: order.key, details: { order: id } })
  await markStale(tx, id, ['digest.order'])
  return { ok: true }
}

/** The last week's digest is due at once, and goes without what could not be counted. */
async function hurry(ctx: Ctx, tx: Tx): Promise<void> {
  const week = weekBefore(ctx.now(), reckoningOf(ctx))
  await digests.insertWeek(tx, week)
  await digests.hurry(tx, week.key, ctx.now())
}

/** Gives up what an administrator asked for. */
export async function dropOrder(
  ctx: Ctx,
  tx: Tx,
  { id, who }: { id: string; who: MemberId },
): Promise<Outcome> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  if (!(await store.endOrder(tx, id, 'dropped'))) return { ok: false, refusal: 'already' }
  await markStale(tx, id, ['digest.order'])
  return { ok: true }
}
