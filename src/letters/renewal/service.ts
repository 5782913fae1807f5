import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { LetterId } from '../../ids.ts'
import * as delivery from '../delivery/store.ts'
import * as lookups from '../lookups/store.ts'
import { receiverNow } from '../offices/service.ts'
import type { Correspondence, Letter, NewLetter, Receiver } from '../types.ts'
import * as store from './store.ts'

/** The platform lets a card be changed and pressed for fourteen days. */
const FRESH = Temporal.Duration.from({ hours: 13 * 24 })
const BATCH = 100

/** The sweep of day 13: a matter that is still open gets a fresh card or a closing text, and the old one says where it went. */
export async function refreshCards(ctx: Ctx, letters: Correspondence): Promise<void> {
  const old = await store.ageing(ctx.db, ctx.now().subtract(FRESH), BATCH)
  for (const { letter } of old) await transact(ctx, (tx) => refresh(ctx, tx, { letters, id: letter }))
}

/** Wall time after now at which the next live card is old enough for a fresh one; null when there is none. */
export async function nextRefresh(ctx: Ctx): Promise<Temporal.Instant | null> {
  return (await store.firstSent(ctx.db, ctx.now().subtract(FRESH)))?.add(FRESH) ?? null
}

async function refresh(ctx: Ctx, tx: Tx, what: { letters: Correspondence; id: LetterId }): Promise<void> {
  const letter = await lookups.byId(tx, what.id)
  if (letter === undefined) return
  const spec = what.letters.kinds[letter.kind]
  if ((await spec.open?.(ctx, tx, letter)) !== true) return store.retire(tx, letter.id)
  if (spec.closing !== undefined) return store.close(tx, letter.id)
  const to = await receiverNow(ctx, tx, { kinds: what.letters.kinds, letter })
  if (to === null) return store.retire(tx, letter.id)
  const fresh = successorOf(letter, to)
  await delivery.insert(tx, [fresh], ctx.now())
  await store.followedBy(tx, letter.id, fresh.key)
}

function successorOf({ id, kind, ref }: Letter, to: Receiver): NewLetter {
  return { key: `fresh:${id}`, kind, ref, to }
}
