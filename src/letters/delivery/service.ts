import type { Ctx } from '../../ctx.ts'
import { keepReads } from '../../db/reads.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { cardHash, renderCard } from '../../feishu/cards/card.ts'
import type { Feishu } from '../../feishu/out/client.ts'
import { FeishuError } from '../../feishu/errors.ts'
import { isBeingSent, isGone } from '../../feishu/out/messages.ts'
import { type LetterId, MessageId } from '../../ids.ts'
import * as cards from '../cards/store.ts'
import * as claims from '../claims/store.ts'
import type { Claim, OpenLetter } from '../claims/store.ts'
import * as lookups from '../lookups/store.ts'
import { mayGo } from '../permission/service.ts'
import type { Correspondence, Rendering, Letter } from '../types.ts'
import { renderLetter } from '../rendering/service.ts'
import { type Content, uploaded } from '../uploading/service.ts'
import * as store from './store.ts'
import { isAfter } from '../../time/order.ts'

/** Longer than a request may take (10 s), so that a claim passes on only when its holder is dead or stuck. */
const LEASE_SECONDS = 60
/**
 * So long a letter waits for its turn before it is claimed: every sender of a moment has had one by then. To put hundreds of
 * letters back and take them up again takes longer than the platform's limits themselves.
 */
const PATIENCE_MS = 2_000
/** A turn that broke, as when the records were away, is taken again after this; the same fault may come again. */
const BROKEN_REST_MS = 15_000
/** The platform remembers a `uuid` for an hour; after fifty minutes a repeat might be a second message. */
const UUID_TRUSTED = Temporal.Duration.from({ minutes: 50 })
/** No request takes so long: what is still "being sent" after it was sent. */
const SETTLED = Temporal.Duration.from({ minutes: 1 })
/** A platform that refuses the same letter for so long will not take it; an administrator is told. */
const REFUSED_FOR_GOOD = Temporal.Duration.from({ hours: 24 })
/** Why a letter ended whose file is kept no longer. */
const FILE_EXPIRED = 'file_expired'
/** Real milliseconds of rest after the first, second … failed attempt; the last one repeats. */
const RESTS = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000]

export type Post = { feishu: Feishu; letters: Correspondence }

/** What a delivery needs of it. */
export type Outbox = Pick<Post, 'letters'> & {
  feishu: Pick<Feishu, 'send' | 'reply' | 'uploadFile'> & { readonly budget: Pick<Feishu['budget'], 'take'> }
}

/** How a turn of a letter ended. */
export type Turn = 'sent' | 'obsolete' | 'failed' | 'unknown' | 'waiting' | 'deferred' | 'notMine'

type Attempt = {
  content: Content
  hash: string | null
  receiver: { type: 'chat' | 'person'; id: string }
}

/** Hands over one letter: ask the budget, claim, ask whether it is relevant, note the attempt, render, send, mark; in this order. */
export async function deliverLetter(ctx: Ctx, post: Outbox, id: LetterId): Promise<Turn> {
  const open = await claims.openLetter(ctx.db, id)
  if (open === undefined) return 'notMine'
  const waitMs = await waitFor(ctx, post, open)
  if (waitMs > 0) {
    await claims.rest(ctx.db, id, waitMs)
    ctx.log.info({ letter: id, kind: open.letter.kind, turn: 'waiting' }, 'letter')
    return 'waiting'
  }
  const claim = await transact(ctx, (tx) =>
    claims.claim(tx, id, { now: ctx.now(), leaseSeconds: LEASE_SECONDS }),
  )
  if (claim === undefined) return 'notMine'
  ctx.log.debug({ letter: id }, 'letter claimed')
  const turn = await takeTurn(ctx, post, claim).catch((thrown) => giveBack(ctx, claim, thrown))
  if (turn === 'sent') metrics(ctx, claim)
  ctx.log.info({ letter: id, kind: claim.letter.kind, attempt: claim.attempts + 1, turn }, 'letter')
  return turn
}

/** After any error: the claim would hold up everything for its receiver until it ends by itself. */
async function giveBack(ctx: Ctx, claim: Claim, thrown: unknown): Promise<never> {
  await claims.putBack(ctx.db, claim, { restMs: BROKEN_REST_MS, undo: false }).catch(() => {
    // The records are away as well: then the claim ends by itself.
  })
  throw thrown
}

function metrics(ctx: Ctx, { dueAt, attempts }: Claim): void {
  ctx.metrics.letterSent(ctx.now().epochMilliseconds - dueAt.epochMilliseconds)
  if (attempts > 0) ctx.metrics.repeatAvoided('letter')
}

/** Milliseconds until the platform's limits allow the letter; 0: now. What will not be sent again asks for nothing. */
async function waitFor(ctx: Ctx, { feishu }: Outbox, open: OpenLetter): Promise<number> {
  if (isAttemptedBefore(ctx, open, UUID_TRUSTED)) return 0
  const ask = { api: apiOf(open), receiver: receiverKey(open.letter), patienceMs: PATIENCE_MS }
  return feishu.budget.take(ask)
}

async function takeTurn(ctx: Ctx, post: Outbox, claim: Claim): Promise<Turn> {
  if (isAttemptedBefore(ctx, claim, UUID_TRUSTED))
    return endLetter(ctx, { post, claim }, { end: 'unknown', code: 'no_answer_in_50_minutes' })
  const prepared = await transact(ctx, (tx) => prepare(ctx, tx, { post, claim }))
  if (typeof prepared === 'string') return prepared
  return send(ctx, post, { claim, attempt: prepared })
}

function isAttemptedBefore(ctx: Ctx, { firstAttemptAt }: OpenLetter, ago: Temporal.Duration): boolean {
  return firstAttemptAt !== null && isAfter(ctx.now(), firstAttemptAt.add(ago))
}

function apiOf({ replyTo }: OpenLetter): 'send' | 'reply' {
  return replyTo === null ? 'send' : 'reply'
}

function receiverKey({ to }: Letter): string {
  return 'person' in to ? to.person : to.chat
}

async function prepare(ctx: Ctx, tx: Tx, turn: { post: Outbox; claim: Claim }): Promise<Attempt | Turn> {
  const { claim, post } = turn
  const { letter } = claim
  // Whoever changes what it shows marks the open letter as well: its card is then updated once it is sent.
  keepReads(tx)
  // Once attempted it is not judged again, and counts as it did.
  const again = { countedOn: null, tells: [] }
  const go = claim.attempts > 0 ? again : await mayGo(ctx, tx, { letters: post.letters, claim })
  if (typeof go === 'string') return go
  const receiver = await address(tx, post, letter)
  if (receiver === null) {
    await store.end(tx, letter.id, { end: 'failed', at: ctx.now(), code: store.NO_ACCOUNT })
    return 'failed'
  }
  if (!(await store.noteAttempt(tx, claim, { now: ctx.now(), ...go }))) return 'notMine'
  return {
    receiver,
    ...contentOf(await renderLetter(ctx, tx, { kinds: post.letters.kinds, letter }), letter.id),
  }
}

async function address(tx: Tx, post: Outbox, { to }: Letter): Promise<Attempt['receiver'] | null> {
  if ('chat' in to) return { type: 'chat', id: to.chat }
  const openId = await post.letters.openIdOf(tx, to.person)
  return openId === null ? null : { type: 'person', id: openId }
}

function contentOf(rendering: Rendering, letter: LetterId): Pick<Attempt, 'content' | 'hash'> {
  if ('text' in rendering) {
    const { text, file } = rendering
    return { content: file === undefined ? { text } : { kept: file }, hash: null }
  }
  const card = renderCard(rendering, { letter })
  return { content: { card }, hash: cardHash(card) }
}

async function send(ctx: Ctx, post: Outbox, turn: { claim: Claim; attempt: Attempt }): Promise<Turn> {
  const { claim, attempt } = turn
  const { receiver } = attempt
  const uuid = claim.letter.id
  ctx.log.debug({ letter: uuid }, 'letter attempt')
  try {
    const content = await uploaded(ctx, post.feishu, attempt.content)
    if (content === null)
      return await endLetter(ctx, { post, claim }, { end: endOf(claim), code: FILE_EXPIRED })
    const { messageId } =
      claim.replyTo === null
        ? await post.feishu.send({ to: receiver, content, uuid })
        : await post.feishu.reply({ messageId: MessageId.parse(claim.replyTo), content, uuid })
    ctx.log.debug({ letter: uuid }, 'letter answered')
    return await transact(ctx, (tx) => mark(ctx, tx, { post, ...turn, messageId }))
  } catch (thrown) {
    if (!(thrown instanceof FeishuError)) throw thrown
    if (isBeingSent(thrown) && isAttemptedBefore(ctx, claim, SETTLED))
      return await transact(ctx, (tx) => mark(ctx, tx, { post, ...turn, messageId: null }))
    return refused(ctx, { post, claim }, thrown)
  }
}

async function mark(
  ctx: Ctx,
  tx: Tx,
  sent: { post: Outbox; claim: Claim; attempt: Attempt; messageId: string | null },
): Promise<Turn> {
  const { post, claim, attempt, messageId } = sent
  const at = ctx.now()
  const ended = { end: 'sent', at, ...(messageId === null ? {} : { messageId }) } as const
  const before = await store.end(tx, claim.letter.id, ended)
  if (before === undefined) return 'notMine'
  await post.letters.onDelivery(ctx, tx, { to: claim.letter.to, code: null })
  if (attempt.hash !== null) {
    // After a repeat the platform shows the first rendering, which may be older than this one: it is updated anew.
    const hash = claim.attempts === 0 ? attempt.hash : null
    const { id: letter, kind, ref } = claim.letter
    const { changed: stale, withdrawn } = before
    await cards.remember(tx, { letter, kind, ref, messageId, hash, stale, withdrawn, at })
  }
  return 'sent'
}

async function refused(ctx: Ctx, turn: Held, error: FeishuError): Promise<Turn> {
  const { claim } = turn
  const code = String(error.code ?? error.status ?? 'network')
  // A limit that was met is part of the day's work: the letter waits and is repeated.
  const level = error.verdict === 'again' && !error.mayHaveHappened ? 'info' : 'warn'
  ctx.log[level]({ letter: claim.letter.id, code, verdict: error.verdict }, 'letter refused')
  if (isUnanswerable(claim, error)) return letGo(ctx, claim, code)
  // After an attempt without an answer the message may be there, whatever this answer says.
  const forGood = error.verdict === 'giveUp' || isRefusedForGood(ctx, claim, error)
  if (forGood) return endLetter(ctx, turn, { end: endOf(claim), code })
  const restMs = error.waitMs ?? RESTS[Math.min(claim.attempts, RESTS.length - 1)] ?? 0
  await claims.putBack(ctx.db, claim, { restMs, undo: !error.mayHaveHappened })
  return 'waiting'
}

/** After an attempt without an answer nobody knows whether it arrived. */
function endOf({ attempts }: Claim): 'failed' | 'unknown' {
  return attempts === 0 ? 'failed' : 'unknown'
}

/** Whether it was to answer a message that is not there any more: nobody waits for that answer, and nothing is wrong. */
function isUnanswerable({ replyTo }: Claim, error: FeishuError): boolean {
  return replyTo !== null && !error.mayHaveHappened && isGone(error)
}

async function letGo(ctx: Ctx, claim: Claim, code: string): Promise<Turn> {
  // An earlier attempt without an answer may have arrived before the message went.
  const end = claim.attempts === 0 ? 'obsolete' : 'unknown'
  await transact(ctx, async (tx) => {
    await store.end(tx, claim.letter.id, { end, at: ctx.now(), code, undo: claim })
    await lookups.settle(tx, claim.key, ctx.now())
  })
  return end
}

function isRefusedForGood(ctx: Ctx, claim: Claim, error: FeishuError): boolean {
  return !error.mayHaveHappened && isAfter(ctx.now(), claim.dueAt.add(REFUSED_FOR_GOOD))
}

type Held = { post: Outbox; claim: Claim }

async function endLetter(
  ctx: Ctx,
  { post, claim }: Held,
  how: { end: 'failed' | 'unknown'; code: string },
): Promise<Turn> {
  const { id, to } = claim.letter
  await transact(ctx, async (tx) => {
    const before = await store.end(tx, id, { ...how, at: ctx.now() })
    if (before !== undefined) await post.letters.onDelivery(ctx, tx, { to, code: how.code })
  })
  return how.end
}
