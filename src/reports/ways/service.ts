import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { today } from '../../time/dates.ts'
import { applicationOf, isLapsed, isWaiting } from '../applications/service.ts'
import { refusalToExplain, unanswered } from '../explaining/service.ts'
import { refusalToAsk } from '../extension/service.ts'
import { isWriter } from '../owners/service.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'
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
