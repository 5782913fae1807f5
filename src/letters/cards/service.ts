import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { cardHash, renderCard } from '../../feishu/cards/card.ts'
import { FeishuError } from '../../feishu/errors.ts'
import type { LetterId } from '../../ids.ts'
import { text } from '../../cards/blocks.ts'
import { isAfter } from '../../time/order.ts'
import type { Card } from '../../cards/card.ts'
import { renderLetter } from '../rendering/service.ts'
import * as lookups from '../lookups/store.ts'
import type { Post } from '../delivery/service.ts'
import type { Correspondence } from '../types.ts'
import * as updates from '../updates/store.ts'
import { recallLetter } from '../withdrawal/service.ts'
import { words } from '../words.ts'
import * as store from './store.ts'

const PACE_MS = { second: 1_000, minute: 60_000 }
const RESTS = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000]

type CardUpdate = { live: updates.LiveCard; card: object; hash: string; paceMs: number }

type UpdateEnd = 'updated' | 'shown' | 'waiting' | 'gone'

/** Updates one live card from the state of this moment; costs no call when the platform shows it already. */
export async function updateCard(ctx: Ctx, post: Post, id: LetterId): Promise<UpdateEnd> {
  const recall = await recallLetter(ctx, post, id)
  if (recall === 'recalled') return 'gone'
  if (recall === 'waiting') return 'waiting'
  const update = await transact(ctx, (tx) => renderStale(ctx, tx, { letters: post.letters, id }))
  if (typeof update === 'string') return update
  const { live } = update
  const waitMs = live.restMs || (await post.feishu.budget.take({ api: 'patch', message: live.messageId }))
  if (waitMs > 0) {
    await store.rest(ctx.db, id, { ms: waitMs, failed: false, dead: false })
    return 'waiting'
  }
  return patch(ctx, post, { id, update })
}

async function renderStale(
  ctx: Ctx,
  tx: Tx,
  what: { letters: Correspondence; id: LetterId },
): Promise<CardUpdate | UpdateEnd> {
  const live = await updates.lockStale(tx, what.id)
  const letter = live && (await lookups.byId(tx, what.id))
  if (live === undefined || letter === undefined) return 'gone'
  keepReads(tx)
  const spec = what.letters.kinds[letter.kind]
  if (spec.follows !== undefined && isAfter(ctx.now(), live.sentAt.add(spec.follows))) {
    await updates.noteShown(tx, what.id, live.version)
    return 'shown'
  }
  const rendering = await renderLetter(ctx, tx, { kinds: what.letters.kinds, letter })
  if ('text' in rendering) return 'gone'
  const said = live.successor === what.id ? spec.closing : words.movedOn
  const card = renderCard(live.successor === null ? rendering : over(rendering, said), { letter: what.id })
  const hash = cardHash(card)
  if (live.hash !== hash) return { live, card, hash, paceMs: PACE_MS[spec.pace ?? 'minute'] }
  await updates.noteShown(tx, what.id, live.version)
  return 'shown'
}

function over(card: Card, said = ''): Card {
  return {
    ...card,
    tone: 'grey',
    summary: said === '' ? card.summary : said,
    blocks: [text(said)],
  }
}

async function patch(
  ctx: Ctx,
  post: Post,
  turn: { id: LetterId; update: CardUpdate },
): Promise<'updated' | 'waiting' | 'gone'> {
  const { live, card, hash, paceMs } = turn.update
  const number = await updates.beginPatch(ctx.db, turn.id, live.version)
  if (number === undefined) {
    await store.rest(ctx.db, turn.id, { ms: 0, failed: false, dead: false })
    return 'waiting'
  }
  try {
    await post.feishu.patch({ messageId: live.messageId, card })
    await updates.noteUpdated(ctx.db, turn.id, { patch: number, version: live.version, hash, restMs: paceMs })
    return 'updated'
  } catch (thrown) {
    if (!(thrown instanceof FeishuError)) throw thrown
    return refused(ctx, { id: turn.id, number, attempts: live.attempts }, thrown)
  }
}

/** Only a platform that will never take it is believed: after an outage, however long, the card is still stale. */
async function refused(
  ctx: Ctx,
  turn: { id: LetterId; number: number; attempts: number },
  error: FeishuError,
): Promise<'waiting' | 'gone'> {
  ctx.log.warn({ letter: turn.id, code: error.code, verdict: error.verdict }, 'card update refused')
  // What the platform asks to wait for is the least: a refusal that stays costs ever fewer calls.
  const backoffMs = RESTS[Math.min(turn.attempts, RESTS.length - 1)] ?? 0
  const restMs = Math.max(error.waitMs ?? 0, backoffMs)
  const dead = error.verdict === 'giveUp'
  const { mayHaveHappened } = error
  await updates.patchFailed(ctx.db, turn.id, { patch: turn.number, restMs, mayHaveHappened, dead })
  return dead ? 'gone' : 'waiting'
}
