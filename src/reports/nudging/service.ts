import { audit } from '../../audit.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { countWritten, reachedByRef, writeLetters } from '../../letters/service.ts'
import { rightsOf } from '../../roster/service.ts'
import { instantOf, today } from '../../time/dates.ts'
import { isBefore } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { z } from 'zod'
import { isChased } from '../chasing/service.ts'
import { writerOf } from '../owners/service.ts'
import { ROUND_FORM, remindRef, roundParts, roundText } from '../rounds/service.ts'
import * as requests from '../store.ts'
import * as store from './store.ts'
import type { Hindrance, Overdue, Refusal } from './types.ts'

/** So many are looked at at once; the others follow on another day. */
const MOST = 500

const nudgeLetter = kind(
  'reports.nudge',
  { key: '{request}:{day}[#{round}]', ref: ROUND_FORM },
  { ...roundParts, day: z.string() },
)

/** What was due before that moment and has not come in by now, with the people who are reminded of it. */
export async function overdueBefore(ctx: Ctx, tx: Tx, before: Temporal.Instant): Promise<Overdue[]> {
  const all = await Promise.all((await store.overdue(tx, before, MOST)).map((id) => requests.byId(tx, id)))
  const refs = all.map(({ id, round }) => remindRef.text({ request: id, round }))
  const reached = await reachedByRef(tx, refs, ['reports.chase'])
  const overdue: Overdue[] = []
  for (const [n, request] of all.entries()) {
    const ref = refs[n] ?? ''
    overdue.push({
      ...{ request: request.id, branch: request.branch, title: request.title, dueAt: request.dueAt },
      writer: await writerOf(ctx, tx, request),
      hindrance: await hindranceTo(ctx, tx, { ref, reached: reached.get(ref) ?? null }),
    })
  }
  return overdue
}

async function hindranceTo(
  ctx: Ctx,
  tx: Tx,
  { ref, reached }: { ref: string; reached: Temporal.Instant | null },
): Promise<Hindrance | null> {
  const since = instantOf(today(ctx), ctx.settings.timezone)
  if ((await countWritten(tx, { ref, kind: 'reports.nudge', since })) > 0) return 'nudged'
  if (reached !== null && !isBefore(reached, since)) return 'reminded'
  return (await isChased(ctx, tx, { ref })) ? null : 'applied'
}

/** How many people were reminded of how many records, or why nobody was. */
export type Nudged = { ok: true; people: number; records: number } | { ok: false; refusal: Refusal }

/**
 * Reminds everybody who owes what was due before a moment 催办: once a day for each record, one card for each person, outside
 * silent times. For an administrator.
 */
export async function nudgeOverdue(
  ctx: Ctx,
  tx: Tx,
  { before, who }: { before: Temporal.Instant; who: MemberId },
): Promise<Nudged> {
  if (!(await rightsOf(ctx, tx, who)).admin) return { ok: false, refusal: 'mayNot' }
  // Two administrators who press together take turns: the second finds what the first has written.
  for (const id of (await store.overdue(tx, before, MOST)).toSorted()) await requests.lock(tx, id)
  const all = await overdueBefore(ctx, tx, before)
  const due = all.filter(({ hindrance }) => hindrance === null)
  if (due.length === 0) {
    const isDone = all.some(({ hindrance }) => hindrance !== 'applied' && hindrance !== null)
    return { ok: false, refusal: isDone ? 'already' : 'nobody' }
  }
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const day = today(ctx).toString()
  for (const { request: id, writer } of due) {
    const request = await requests.byId(tx, id)
    const names = nudgeLetter.names({ request: id, day, round: roundText(request.round) })
    await writeLetters(ctx, tx, [{ ...names, to: { person: writer }, dueAt }])
    await audit(ctx, tx, { actor: who, act: 'reports.nudge', about: id, details: {} })
  }
  return { ok: true, people: new Set(due.map(({ writer }) => writer)).size, records: due.length }
}
