import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { today } from '../../time/dates.ts'
import { applicationOf, isLapsed, isWaiting } from '../applications/service.ts'
import { refusalToExplain, unanswered } from '../explaining/service.ts'
import { refusalToAsk } from '../extension/service.ts'
import { isWriter } from '../owners/service.ts'
import { isOwed } from '../rules.ts'
import * as store from '../store.ts'
import type { OpenReport, Request } from '../types.ts'
import type { WayOut } from './types.ts'

/** What several people may read together offers nothing, and says nothing of it. */
const NONE: WayOut = { mayAsk: false, mayExplain: false, asked: null, explained: false, waived: null }

/** What the reader of a card about a request may still do about its deadline; null is a chat. */
export async function wayOutFor(
  ctx: Ctx,
  tx: Tx,
  { request, who }: { request: Request; who: MemberId | null },
): Promise<WayOut> {
  if (who === null || !(await isWriter(ctx, tx, { request, who }))) return NONE
  return {
    mayAsk: (await refusalToAsk(ctx, tx, { request, who })) === null,
    mayExplain: (await refusalToExplain(ctx, tx, { request, who })) === null,
    ...(await underWay(ctx, tx, request)),
    waived: request.state === 'waived' ? await store.waiverOf(tx, request.id) : null,
  }
}

/**
 * What whoever asked for it needs to remind a reader of it: what is owed, and what that reader may do about its deadline.
 * Null when nothing is owed, or another deadline was asked for and nobody has answered.
 */
export async function remindable(
  ctx: Ctx,
  tx: Tx,
  { request: id, who }: { request: RequestId; who: MemberId | null },
): Promise<{ report: Pick<OpenReport, 'id' | 'dueAt' | 'returned'>; wayOut: WayOut } | null> {
  const request = await store.byId(tx, id)
  const { asked, explained } = await underWay(ctx, tx, request)
  if (!isOwed(request) || asked !== null) return null
  const wayOut = await wayOutFor(ctx, tx, { request, who })
  const report = { id, dueAt: request.dueAt, returned: request.state === 'returned' }
  return { report, wayOut: { ...wayOut, explained } }
}

/** What was asked or explained about a deadline and is not answered. */
export async function underWay(
  ctx: Ctx,
  tx: Tx,
  request: Request,
): Promise<Pick<WayOut, 'asked' | 'explained'>> {
  const application = await applicationOf(tx, request.id)
  const waits = isWaiting(application, request) && !isLapsed(application, today(ctx))
  return {
    asked: waits ? (application?.until ?? null) : null,
    explained: (await unanswered(tx, request.id)) !== undefined,
  }
}
