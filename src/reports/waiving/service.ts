import { visible } from '../../cards/visible.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId, MemberId, RequestId } from '../../ids.ts'
import { makeMove } from '../moves/service.ts'
import { maySettle } from '../owners/service.ts'
import * as store from '../store.ts'
import type { WaiveRefusal } from './types.ts'

export { type Choice, choiceField, waiveForm } from './card.ts'

/** Asks for no report of a meeting any more 免交. False when one was handed in: it stays. */
export async function waiveReport(
  ctx: Ctx,
  tx: Tx,
  { meeting, by }: { meeting: MeetingId; by: MemberId },
): Promise<boolean> {
  const asked = await store.everOf(tx, meeting)
  const request = asked && (await store.lock(tx, asked.id))
  if (request === undefined || request.state === 'waived') return true
  return (await makeMove(ctx, tx, { request, move: 'waive', by })).ok
}

type Waiving = { request: RequestId; who: MemberId; reason: string }

export type WaiveOutcome = { ok: true } | { ok: false; refusal: WaiveRefusal }

/** Asks for it no more, with a reason that whoever writes it may read; the log holds none. (domain §5, row 15) */
export async function waive(ctx: Ctx, tx: Tx, { request: id, who, reason }: Waiving): Promise<WaiveOutcome> {
  const request = await store.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'settled' }
  if (!(await maySettle(ctx, tx, { request, who }))) return { ok: false, refusal: 'mayNot' }
  if (request.state === 'waived') return { ok: false, refusal: 'waived' }
  if (visible(reason) === '') return { ok: false, refusal: 'noReason' }
  const made = await makeMove(ctx, tx, { request, move: 'waive', by: who })
  if (!made.ok) return { ok: false, refusal: 'settled' }
  await store.keepWaiver(tx, id, reason)
  return { ok: true }
}
