import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { hashOf, newSecret } from '../secrets/service.ts'
import type { Viewer } from '../types.ts'
import { viewerOf } from '../viewers/service.ts'
import * as store from './store.ts'

/** How long a browser stays signed in. */
export const SESSION = Temporal.Duration.from({ hours: 8 })

/** Begins a session of a person; the browser alone keeps its secret. */
export async function beginSession(ctx: Ctx, tx: Tx, who: MemberId): Promise<string> {
  const { secret, hash } = newSecret()
  const at = ctx.now()
  await store.insert(tx, { hash, who, at, expiresAt: at.add(SESSION) })
  return secret
}

/** Whose session this is, with the rights of this moment; null: nobody’s any more. Whoever has left is out at once. */
export async function viewerBy(ctx: Ctx, tx: Tx, secret: string): Promise<Viewer | null> {
  const who = await store.holder(tx, hashOf(secret), ctx.now())
  if (who === null) return null
  const viewer = await viewerOf(ctx, tx, who)
  if (viewer === null) await store.endAll(tx, who)
  return viewer
}

/** Ends a session. */
export async function endSession(tx: Tx, secret: string): Promise<void> {
  await store.end(tx, hashOf(secret))
}

/** Forgets sessions that are over. */
export async function forgetSessions(ctx: Ctx, tx: Tx): Promise<void> {
  await store.deleteExpired(tx, ctx.now())
}
