import { keepRecord } from '../../attendance/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { isAfter } from '../../time/order.ts'
import { lastVersion } from '../drafts/service.ts'
import { makeMove } from '../moves/service.ts'
import { isWriter } from '../owners/service.ts'
import { next } from '../rules.ts'
import * as requests from '../store.ts'
import { takeDecisions } from '../tasks/service.ts'
import type { Request } from '../types.ts'
import type { WithdrawalRefusal } from './types.ts'

export { withdrawButton } from './action.ts'

type Withdrawing = { request: RequestId; who: MemberId; at: Temporal.Instant }
type Outcome = { ok: true } | { ok: false; refusal: WithdrawalRefusal }

/** Takes back what a person handed in, until it is due and before it is read; the version stays, to begin with. */
export async function withdraw(ctx: Ctx, tx: Tx, { request: id, who, at }: Withdrawing): Promise<Outcome> {
  const request = await requests.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'read' }
  const refusal = await refusalTo(ctx, tx, { request, who, at })
  if (refusal !== null) return { ok: false, refusal }
  const made = await makeMove(ctx, tx, { request, move: 'withdraw', by: who })
  if (!made.ok) return { ok: false, refusal: 'read' }
  const version = (await lastVersion(tx, id))?.n ?? 0
  // What nobody has handed in asks nobody for anything.
  await takeDecisions(ctx, tx, { request, who, decisions: '', version })
  if (request.meeting !== null) await keepRecord(tx, request.meeting, null)
  return { ok: true }
}

/** Whether a person may take it back now. */
export async function mayWithdraw(
  ctx: Ctx,
  tx: Tx,
  { request, who }: { request: Request; who: MemberId },
): Promise<boolean> {
  if (next(request.state, 'withdraw') === null) return false
  return (await refusalTo(ctx, tx, { request, who, at: ctx.now() })) === null
}

async function refusalTo(
  ctx: Ctx,
  tx: Tx,
  { request, who, at }: { request: Request; who: MemberId; at: Temporal.Instant },
): Promise<WithdrawalRefusal | null> {
  if (request.state === 'withdrawn') return 'already'
  if (next(request.state, 'withdraw') === null) return 'read'
  if (isAfter(at, request.dueAt)) return 'closed'
  if ((await lastVersion(tx, request.id))?.by !== who) return 'notYours'
  // Whoever has left the office does not undo what the branch has handed in.
  return (await isWriter(ctx, tx, { request, who })) ? null : 'mayNot'
}
