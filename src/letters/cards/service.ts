import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { cardHash, renderCard } from '../../feishu/card.ts'
import { FeishuError } from '../../feishu/errors.ts'
import type { LetterId } from '../../ids.ts'
import type { Card } from '../../words/card.ts'
import * as delivery from '../delivery/store.ts'
import { drawLetter } from '../drawing/service.ts'
import * as records from '../records/store.ts'
import type { Post } from '../delivery/service.ts'
import type { Correspondence, Letter, NewLetter } from '../types.ts'
import * as succession from '../succession/store.ts'
import { recallOwed } from '../withdrawal/service.ts'
import { words } from '../words.ts'
import * as store from './store.ts'

/** The platform lets a card be changed and pressed for fourteen days. */
const FRESH = Temporal.Duration.from({ hours: 13 * 24 })
const PACE_MS = { second: 1_000, minute: 60_000 }
const RESTS = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000]
const BATCH = 100

type Paint = { live: store.LiveCard; card: object; hash: string; restMs: number }

/** Paints one live card from the state of this moment; costs no call when the platform shows it already. */
export async function repaintCard(
  ctx: Ctx,
  post: Post,
  id: LetterId,
): Promise<'painted' | 'shown' | 'resting' | 'gone'> {
  const recall = await recallOwed(ctx, post, id)
  if (recall === 'recalled') return 'gone'
  if (recall === 'resting') return 'resting'
  const paint = await transact(ctx, (tx) => drawOwed(ctx, tx, { letters: post.letters, id }))
  if (paint === undefined) return 'gone'
  const { live, hash } = paint
  if (live.painted === hash) {
    await store.painted(ctx.db, id, { wanted: live.wanted, hash, restMs: 0 })
    return 'shown'
  }
  const waitMs = await post.feishu.budget.take({ api: 'patch', message: live.messageId })
  if (waitMs > 0) {
    await store.rest(ctx.db, id, { ms: waitMs, failed: false, dead: false })
    return 'resting'
  }
  return patch(ctx, post, { id, paint })
}

async function drawOwed(
  ctx: Ctx,
  tx: Tx,
  what: { letters: Correspondence; id: LetterId },
): Promise<Paint | undefined> {
  const live = await store.owed(tx, what.id)
  const letter = live && (await records.byId(tx, what.id))
  if (live === undefined || letter === undefined) return undefined
  const room = what.letters.kinds[letter.kind]
  const drawing = await drawLetter(ctx, tx, { kinds: what.letters.kinds, letter })
  if ('text' in drawing) return undefined
  const said = live.successor === what.id ? room.lastWords : words.movedOn
  const card = renderCard(live.successor === null ? drawing : over(drawing, said), { letter: what.id })
  return { live, card, hash: cardHash(card), restMs: PACE_MS[room.pace ?? 'minute'] }
}

function over(card: Card, said = ''): Card {
  return { ...card, tone: 'grey', blocks: [{ kind: 'text', text: said }] }
}

async function patch(
  ctx: Ctx,
  post: Post,
  turn: { id: LetterId; paint: Paint },
): Promise<'painted' | 'resting' | 'gone'> {
  const { live, card, hash, restMs } = turn.paint
  try {
    await post.feishu.patch({ messageId: live.messageId, card })
    await store.painted(ctx.db, turn.id, { wanted: live.wanted, hash, restMs })
    return 'painted'
  } catch (thrown) {
    if (!(thrown instanceof FeishuError)) throw thrown
    ctx.log.warn({ letter: turn.id, code: thrown.code, verdict: thrown.verdict }, 'paint refused')
    const ms = thrown.waitMs ?? RESTS[live.attempts]
    const dead = thrown.verdict === 'giveUp' || ms === undefined
    await store.rest(ctx.db, turn.id, { ms: ms ?? 0, failed: true, dead })
    return dead ? 'gone' : 'resting'
  }
}

/** The sweep of day 13: a matter that is still open gets a fresh card or last words, and the old one says where it went. */
export async function refreshCards(ctx: Ctx, letters: Correspondence): Promise<void> {
  const old = await succession.ageing(ctx.db, ctx.now().subtract(FRESH), BATCH)
  for (const { letter } of old) await transact(ctx, (tx) => refresh(ctx, tx, { letters, id: letter }))
}

/** Wall time after now at which the next live card is old enough for a fresh one; null when there is none. */
export async function nextRefresh(ctx: Ctx): Promise<Temporal.Instant | null> {
  return (await succession.firstSent(ctx.db, ctx.now().subtract(FRESH)))?.add(FRESH) ?? null
}

async function refresh(ctx: Ctx, tx: Tx, what: { letters: Correspondence; id: LetterId }): Promise<void> {
  const letter = await records.byId(tx, what.id)
  if (letter === undefined) return
  const room = what.letters.kinds[letter.kind]
  if ((await room.open?.(ctx, tx, letter)) !== true) return succession.retire(tx, letter.id)
  if (room.lastWords !== undefined) return succession.conclude(tx, letter.id)
  const fresh = successorOf(letter)
  await delivery.insert(tx, [fresh], ctx.now())
  await succession.succeed(tx, letter.id, fresh.key)
}

function successorOf(letter: Letter): NewLetter {
  return { key: `fresh:${letter.id}`, kind: letter.kind, ref: letter.ref, to: letter.to }
}
