import type { Alarm, NewAlarm } from '../../alarms/types.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MemberId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { Letter } from '../../letters/types.ts'
import { inChargeOf } from '../../roster/service.ts'
import { dateOf, today } from '../../time/dates.ts'
import { isBefore } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { applicationOf, isLapsed, isWaiting } from '../applications/service.ts'
import { markDraftsStale } from '../drafts/service.ts'
import { ownerOf, writerOf } from '../owners/service.ts'
import { remindRef, ROUND_FORM, roundParts, roundText } from '../rounds/service.ts'
import { chases, escalation, fromTomorrow, stillReminds } from '../rules.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'

const parts = { ...roundParts, n: count }
const once = { key: ROUND_FORM, ref: ROUND_FORM } as const
const chaseAlarm = kind('reports.chase', { key: '{request}:{n}[#{round}]', ref: ROUND_FORM }, parts)
const escalateAlarm = kind('reports.escalate', once, parts)
const escalationLetter = kind('reports.escalation', once, parts)

/**
 * When a request is chased, and when an administrator hears of it. Whoever got another deadline today is not reminded of it
 * on the same day.
 */
export function remindersOf(ctx: Ctx, { id: request, dueAt, round: nth }: Request): NewAlarm[] {
  const { settings } = ctx
  const round = roundText(nth)
  const all = chases(dueAt, settings.reports, quietOf(ctx))
  const ahead = nth === 0 ? all : fromTomorrow(all, { today: today(ctx), zone: settings.timezone })
  const chasing = ahead.map(
    ({ n, at, ...rest }): NewAlarm => ({ ...chaseAlarm.names({ request, n, round }), dueAt: at, ...rest }),
  )
  const last = escalation(dueAt, settings.reports, quietOf(ctx))
  return [...chasing, { ...escalateAlarm.names({ request, round }), dueAt: last }]
}

/** When whoever has not answered is reminded before a deadline, once; null when the college reminds nobody before it. */
export function reminderBefore(ctx: Ctx, dueAt: Temporal.Instant): Temporal.Instant | null {
  const before = chases(dueAt, ctx.settings.reports, quietOf(ctx)).filter(({ at }) => isBefore(at, dueAt))
  return before.at(-1)?.at ?? null
}

/** No college reminds so often. */
const LAPSE = 1_000

function lapseOf({ id: request, round }: Pick<Request, 'id' | 'round'>) {
  return chaseAlarm.names({ request, n: LAPSE, round: roundText(round) })
}

/** When an application that nobody has answered lapses: whoever owes it is reminded of the deadline of before. */
export function lapseAlarm(ctx: Ctx, request: Request, until: Temporal.PlainDate): NewAlarm {
  return { ...lapseOf(request), dueAt: until.toZonedDateTime(ctx.settings.timezone).toInstant() }
}

/** Reminds the one who writes, privately. False when nothing is owed any more. */
export async function chaseOwner(
  ctx: Ctx,
  tx: Tx,
  { key, ref, uselessAfter }: Pick<Alarm, 'key' | 'ref' | 'uselessAfter'>,
): Promise<boolean> {
  if (!(await isChased(ctx, tx, { ref }))) return false
  const request = await store.byId(tx, remindRef.parse(ref).request)
  if (key === lapseOf(request).key) {
    if (!isLapsed(await applicationOf(tx, request.id), today(ctx))) return false
    await markDraftsStale(tx, request.id)
  }
  const to = { person: await writerOf(ctx, tx, request) }
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx), dateOf(request.dueAt, ctx.settings.timezone))
  // One that waits until the next comes says no more than the next.
  const until = uselessAfter === null ? {} : { uselessAfter }
  await writeLetters(ctx, tx, [{ key, kind: 'reports.chase', ref, to, dueAt, ...until }])
  return true
}

/** Whether whoever owes it is still to be reminded: not of a deadline of before, nor while an application waits. */
export async function isChased(ctx: Ctx, tx: Tx, { ref }: Pick<Letter, 'ref'>): Promise<boolean> {
  const { request: id, round } = remindRef.parse(ref)
  const request = await store.byId(tx, id)
  const application = await applicationOf(tx, id)
  const asked = isWaiting(application, request) && !isLapsed(application, today(ctx))
  return stillReminds(request, { round, asked })
}

/** Whether an administrator is still to hear of it. */
export async function isEscalated(tx: Tx, { ref }: Pick<Letter, 'ref'>): Promise<boolean> {
  const { request, round } = remindRef.parse(ref)
  return stillReminds(await store.byId(tx, request), { round, asked: false })
}

/**
 * Tells the administrator in charge of its branch that a report has not come: the others see it in the digest. False when
 * nothing is owed any more.
 */
export async function tellAdmin(ctx: Ctx, tx: Tx, { ref }: Pick<Alarm, 'ref'>): Promise<boolean> {
  if (!(await isEscalated(tx, { ref }))) return false
  const { request, round } = remindRef.parse(ref)
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const person = await adminOf(ctx, tx, await store.byId(tx, request))
  const letter = escalationLetter.names({ request, round: roundText(round) })
  if (person !== null) await writeLetters(ctx, tx, [{ ...letter, to: { person }, dueAt }])
  return true
}

/** The administrator who hears of it today: nobody is told of what they owe themselves. Null when there is no other. */
export async function adminOf(ctx: Ctx, tx: Tx, request: Request): Promise<MemberId | null> {
  return inChargeOf(tx, request.branch, [await ownerOf(ctx, tx, request)])
}
