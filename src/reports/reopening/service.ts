import { setAlarms } from '../../alarms/service.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { meetingById } from '../../meetings/service.ts'
import { today } from '../../time/dates.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { remindersOf } from '../chasing/service.ts'
import { type Days, isOffered, onDay } from '../extension/service.ts'
import { makeMove } from '../moves/service.ts'
import { maySettle, writerOf } from '../owners/service.ts'
import { next } from '../rules.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'
import { daysFrom } from './rules.ts'
import type { ReopenRefusal } from './types.ts'

export { reopenForm } from './card.ts'
export { daysFrom } from './rules.ts'

/** Whether it can be asked for again: not for a meeting that was not held after all. */
export async function isReopenable(tx: Tx, request: Request): Promise<boolean> {
  return next(request.state, 'reopen') !== null && !(await isOff(tx, request))
}

/** Whether its meeting was not held after all. */
async function isOff(tx: Tx, { meeting }: Request): Promise<boolean> {
  if (meeting === null) return false
  const { state } = await meetingById(tx, meeting)
  return state === 'adjourned' || state === 'cancelled'
}

type Reopening = { request: RequestId; who: MemberId; until: Temporal.PlainDate | null }

export type ReopenOutcome =
  | { ok: true; until: Temporal.PlainDate }
  | { ok: false; refusal: ReopenRefusal }
  | { ok: false; refusal: 'badDay'; days: Days }

/** Asks again for what was closed, until another day: whoever writes it gets the request once more. (domain §5, row 15) */
export async function reopen(
  ctx: Ctx,
  tx: Tx,
  { request: id, who, until }: Reopening,
): Promise<ReopenOutcome> {
  const request = await store.lock(tx, id)
  if (request === undefined) return { ok: false, refusal: 'none' }
  if (!(await maySettle(ctx, tx, { request, who }))) return { ok: false, refusal: 'mayNot' }
  if (next(request.state, 'reopen') === null) return { ok: false, refusal: 'open' }
  if (await isOff(tx, request)) return { ok: false, refusal: 'off' }
  const days = daysFrom(today(ctx))
  if (until === null || !isOffered(until, days)) return { ok: false, refusal: 'badDay', days }
  const dueAt = onDay(request.dueAt, until, ctx.settings.timezone)
  const also = { dueAt, round: request.round + 1, returnReason: null }
  const details = { until: `${until}` }
  const made = await makeMove(ctx, tx, { request, move: 'reopen', by: who, also, details })
  if (!made.ok) return { ok: false, refusal: 'open' }
  await store.keepWaiver(tx, id, null)
  await setAlarms(tx, remindersOf(ctx, made.request))
  const to = { person: await writerOf(ctx, tx, made.request) }
  const again = { ...oneFor('reports.request', `${id}#${made.request.round}`), ref: id, to }
  await writeLetters(ctx, tx, [{ ...again, dueAt: allowedFrom(ctx.now(), quietOf(ctx)) }])
  return { ok: true, until }
}
