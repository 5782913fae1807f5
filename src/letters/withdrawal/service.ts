import type { Ctx } from '../../ctx.ts'
import { FeishuError } from '../../feishu/errors.ts'
import { isGone } from '../../feishu/out/messages.ts'
import type { LetterId } from '../../ids.ts'
import * as cards from '../cards/store.ts'
import type { Post } from '../delivery/service.ts'
import * as store from './store.ts'

/** Real milliseconds of rest after the first, second … failed recall; after the last the card is updated instead. */
const RESTS = [1_000, 5_000, 15_000, 60_000, 300_000]

/** How a recall stands; `none`: none is owed. */
export type Recall = 'recalled' | 'refused' | 'waiting' | 'none'

/**
 * Recalls a message whose recall is owed. It stays owed until the platform has answered, so that a crash repeats it;
 * that it is gone already is as good as done.
 */
export async function recallLetter(ctx: Ctx, post: Post, id: LetterId): Promise<Recall> {
  const stale = await store.stale(ctx.db, id)
  if (stale === undefined) return 'none'
  const waitMs = await post.feishu.budget.take({ api: 'recall' })
  if (waitMs > 0) {
    await cards.rest(ctx.db, id, { ms: waitMs, failed: false, dead: false })
    return 'waiting'
  }
  try {
    await post.feishu.recall(stale.messageId)
  } catch (thrown) {
    if (!(thrown instanceof FeishuError)) throw thrown
    if (!isGone(thrown)) return refused(ctx, { id, attempts: stale.attempts }, thrown)
  }
  await store.settle(ctx.db, id, 'done')
  return 'recalled'
}

async function refused(
  ctx: Ctx,
  card: { id: LetterId; attempts: number },
  error: FeishuError,
): Promise<Recall> {
  ctx.log.warn({ letter: card.id, code: error.code, verdict: error.verdict }, 'recall refused')
  const restMs = RESTS[card.attempts]
  if (error.verdict === 'giveUp' || restMs === undefined) {
    await store.settle(ctx.db, card.id, 'refused')
    return 'refused'
  }
  // As with an update: what the platform asks to wait for is the least.
  const ms = Math.max(error.waitMs ?? 0, restMs)
  await cards.rest(ctx.db, card.id, { ms, failed: true, dead: false })
  return 'waiting'
}
