import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { markStale, writeLetters } from '../../letters/service.ts'
import { isAfter } from '../../time/order.ts'
import { pageAt } from '../rules.ts'
import { hashOf, newSecret } from '../secrets/service.ts'
import { beginSession } from '../sessions/service.ts'
import type { Page } from '../types.ts'
import { viewerOf } from '../viewers/service.ts'
import * as store from './store.ts'
import { type Link, LinkId, type LinkState, type Refusal } from './types.ts'

/** How long a link may be used after it was shown. */
const LASTS = Temporal.Duration.from({ minutes: 10 })
/** Two presses within it are one. */
const TWICE = Temporal.Duration.from({ minutes: 1 })

export const linkLetter = kind('pages.link', { key: '{link}', ref: '{link}' }, { link: LinkId })

/** Sends a person a private link to a page that they may open; null when it was sent. */
export async function sendLink(
  ctx: Ctx,
  tx: Tx,
  { pages, who, target }: Pick<Link, 'who' | 'target'> & { pages: readonly Page[] },
): Promise<Refusal | null> {
  const refusal = await refusalToLink(ctx, tx, { pages, who, target })
  if (refusal !== null) return refusal
  if (await store.isFresh(tx, { who, target, since: ctx.now().subtract(TWICE) })) return 'already'
  const link = { id: LinkId.parse(crypto.randomUUID()), who, target, usedAt: null }
  await store.insert(tx, link, ctx.now())
  await writeLetters(ctx, tx, [{ ...linkLetter.names({ link: link.id }), to: { person: who } }])
  return null
}

/** Takes an earlier link back and lets its card show a new one. */
export async function renewLink(
  ctx: Ctx,
  tx: Tx,
  { pages, who, id }: { pages: readonly Page[]; who: MemberId; id: LinkId },
): Promise<Refusal | null> {
  const link = await store.byId(tx, id)
  if (link === undefined) return 'unknown'
  if (link.who !== who) return 'notYours'
  const refusal = await refusalToLink(ctx, tx, { pages, who, target: link.target })
  if (refusal !== null) return refusal
  await store.reopen(tx, id, ctx.now())
  return null
}

async function refusalToLink(
  ctx: Ctx,
  tx: Tx,
  { pages, who, target }: Pick<Link, 'who' | 'target'> & { pages: readonly Page[] },
): Promise<Refusal | null> {
  if (ctx.publicUrl === null) return 'noPages'
  const at = pageAt(pages, target)
  if (at === null) return 'unknown'
  const viewer = await viewerOf(ctx, tx, who)
  if (viewer === null) return 'mayNot'
  return (await at.page.mayOpen(ctx, tx, { viewer, input: at.given })) ? null : 'mayNot'
}

/** What the card of a link shows. */
export type ShownLink = { state: Exclude<LinkState, 'unknown'>; link: Link; secret: string | null }

/** A link for its card: one that may still be used gets a new token, of which only the card holds the secret. */
export async function showLink(ctx: Ctx, tx: Tx, id: LinkId): Promise<ShownLink | null> {
  const link = await store.byId(tx, id)
  if (link === undefined) return null
  const expiresAt = (await store.lastExpiry(tx, id)) ?? ctx.now().add(LASTS)
  const state = stateOf(link, expiresAt, ctx.now())
  if (state !== 'open') return { state, link, secret: null }
  const { secret, hash } = newSecret()
  await store.insertToken(tx, { hash, link: id, expiresAt })
  return { state, link, secret }
}

/** How the link stands that this token opens; it changes nothing, for whatever looks at an address before its reader does. */
export async function linkState(ctx: Ctx, tx: Tx, secret: string): Promise<LinkState> {
  const found = await store.lockByToken(tx, hashOf(secret))
  return found === undefined ? 'unknown' : stateOf(found.link, found.expiresAt, ctx.now())
}

/** What came of using a link: a session’s secret and where to go, or how the link stands. */
export type Exchanged =
  | { ok: true; session: string; target: string }
  | { ok: false; state: Exclude<LinkState, 'open'> }

/** Exchanges a link for a session of its person, once. */
export async function exchangeLink(ctx: Ctx, tx: Tx, secret: string): Promise<Exchanged> {
  const found = await store.lockByToken(tx, hashOf(secret))
  if (found === undefined) return { ok: false, state: 'unknown' }
  const { link, expiresAt } = found
  const state = stateOf(link, expiresAt, ctx.now())
  if (state !== 'open') return { ok: false, state }
  if ((await viewerOf(ctx, tx, link.who)) === null) return { ok: false, state: 'unknown' }
  await store.setUsed(tx, link.id, ctx.now())
  await markStale(tx, linkLetter.ref.text({ link: link.id }), ['pages.link'])
  return { ok: true, session: await beginSession(ctx, tx, link.who), target: link.target }
}

function stateOf(
  { usedAt }: Link,
  expiresAt: Temporal.Instant,
  now: Temporal.Instant,
): Exclude<LinkState, 'unknown'> {
  if (usedAt !== null) return 'used'
  return isAfter(expiresAt, now) ? 'open' : 'expired'
}

/** A card with a link stays in the chat, and its button may be pressed, so long. */
const KEPT = Temporal.Duration.from({ hours: 24 * 15 })

/** Forgets tokens that are over, and links whose cards nobody presses any more. */
export async function forgetLinks(ctx: Ctx, tx: Tx): Promise<void> {
  await store.deleteTokens(tx, ctx.now())
  await store.deleteLinks(tx, ctx.now().subtract(KEPT))
}
