import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { changeDraft, draftOf, openDraft, refusalFor, saveDraft } from '../drafts/service.ts'
import { leave } from '../pages/service.ts'
import type { Filled } from '../pages/types.ts'
import { BEGUN, isInSight, next, NOTHING } from '../rules.ts'
import * as requests from '../store.ts'
import { handIn } from '../submission/service.ts'
import { NOT_HELD, type Request } from '../types.ts'
import type { UnheldRefusal } from './types.ts'

export { unheldBlocks, unheldButton } from './card.ts'

type Refused = { ok: false; refusal: UnheldRefusal }

/** Whether it may be said that what a request is about was not held: only of what takes place, and while it is owed. */
export function mayBeUnheld({ about, state }: Pick<Request, 'about' | 'state'>): boolean {
  return (about.kind === 'meeting' || about.kind === 'visit') && next(state, 'sayNotHeld') !== null
}

/** Asks the person why it was not held, on the confirm card. `sent` is false when that is in sight already. */
export async function askWhy(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, at }: { request: RequestId; who: MemberId; at: Temporal.Instant },
): Promise<Refused | { ok: true; sent: boolean }> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  const refusal = await refusalFor(ctx, tx, { request, who, at })
  if (refusal !== null) return { ok: false, refusal }
  if (!mayBeUnheld(request)) return { ok: false, refusal: 'settled' }
  const draft = await draftOf(tx, id, who)
  if (draft !== undefined && isInSight(draft, ctx.now())) {
    await changeDraft(tx, { ...draft, filling: { ...draft.filling, page: NOT_HELD } })
    return { ok: true, sent: false }
  }
  const filling = { page: NOT_HELD } as const
  await openDraft(ctx, tx, { request, who, report: NOTHING, source: null, filling })
  return { ok: true, sent: true }
}

/** Hands in that it was not held, and why; what was written about it stays in the draft until then. */
export async function sayNotHeld(ctx: Ctx, tx: Tx, filled: Filled): Promise<Refused | { ok: true }> {
  const outcome = await leave(ctx, tx, filled)
  if (!outcome.ok) return outcome
  const { request, draft } = outcome.left
  if (!mayBeUnheld(request)) return { ok: false, refusal: 'settled' }
  const { notHeld } = draft.report
  await saveDraft(tx, draft)
  if (notHeld === null || visible(notHeld) === '') return { ok: false, refusal: 'noReason' }
  await saveDraft(tx, { ...draft, state: 'submitted', filling: BEGUN })
  const { who, at } = filled
  await handIn(ctx, tx, { request, who, at, report: { ...NOTHING, notHeld }, move: 'sayNotHeld' })
  return { ok: true }
}
