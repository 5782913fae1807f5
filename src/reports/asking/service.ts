import { setAlarms } from '../../alarms/service.ts'
import { oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { BranchId, MemberId, RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { remindersOf } from '../chasing/service.ts'
import { type Author, makeMove } from '../moves/service.ts'
import { writerOf } from '../owners/service.ts'
import { isOwed } from '../rules.ts'
import * as store from '../store.ts'
import { keepForm } from '../templates/service.ts'
import type { About, NewRequest, Request } from '../types.ts'

/** Asks for something to be handed in, once for each id; returns false when it was asked for before. */
export async function askFor(ctx: Ctx, tx: Tx, { form, told, ...asked }: NewRequest): Promise<boolean> {
  const request = requestOf(ctx, { ...asked, form: await keepForm(tx, form) })
  if (!(await store.insert(tx, request))) return false
  if (!told) return true
  const to = { person: await writerOf(ctx, tx, request) }
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  await writeLetters(ctx, tx, [{ ...oneFor('reports.request', request.id), ref: request.id, to, dueAt }])
  await setAlarms(tx, remindersOf(ctx, request))
  return true
}

/** Asks many for what they hand in by the same form, once for each id, and tells nobody: whoever asks reminds. */
export async function askForEach(
  ctx: Ctx,
  tx: Tx,
  { form, requests }: { form: NewRequest['form']; requests: readonly Omit<NewRequest, 'form' | 'told'>[] },
): Promise<void> {
  const kept = await keepForm(tx, form)
  await store.insertAll(
    tx,
    requests.map((asked) => requestOf(ctx, { ...asked, form: kept })),
  )
}

function requestOf(ctx: Ctx, asked: Omit<NewRequest, 'form' | 'told'> & Pick<Request, 'form'>): Request {
  return {
    ...asked,
    meeting: null,
    group: null,
    drawn: false,
    askedAt: ctx.now(),
    extended: false,
    round: 0,
    state: 'open',
    late: false,
    returnReason: null,
  }
}

/** Asks for these no more, as far as nobody has handed them in: whoever asked for them needs them no longer. */
export async function withdrawAsked(
  ctx: Ctx,
  tx: Tx,
  { requests, by }: { requests: readonly RequestId[]; by: Author },
): Promise<void> {
  for (const id of requests) {
    const request = await store.lock(tx, id)
    if (request !== undefined && isOwed(request)) await makeMove(ctx, tx, { request, move: 'waive', by })
  }
}

/** Asks again for what was withdrawn. */
export async function askAgain(
  ctx: Ctx,
  tx: Tx,
  { request: id, by }: { request: RequestId; by: MemberId },
): Promise<void> {
  const request = await store.lock(tx, id)
  if (request?.state === 'waived') await makeMove(ctx, tx, { request, move: 'reopen', by })
}

/** Sets another deadline for what is still owed; whoever asked for it reminds of it. */
export async function moveDeadline(
  ctx: Ctx,
  tx: Tx,
  { request: id, dueAt, by }: { request: RequestId; dueAt: Temporal.Instant; by: MemberId },
): Promise<void> {
  const request = await store.lock(tx, id)
  if (request === undefined) return
  const also = { dueAt, round: request.round + 1 }
  await makeMove(ctx, tx, { request, move: 'extend', by, also })
}

/** What was asked for about one thing, in the order of the ids. */
export async function requestsAbout(tx: Tx, about: About): Promise<Request[]> {
  return store.about(tx, about)
}

/** What a branch still owes about one thing, or has handed in, is read by somebody else from now on. */
export async function passToReader(
  tx: Tx,
  to: { about: About; branch: BranchId; reviewer: MemberId },
): Promise<void> {
  await store.passToReader(tx, to)
}
