import type { Alarm, NewAlarm } from '../../alarms/types.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { RequestId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import { inCharge } from '../../roster/service.ts'
import { dateOf } from '../../time/dates.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import { writerOf } from '../owners/service.ts'
import { chases, escalation, isOwed } from '../rules.ts'
import * as store from '../store.ts'
import type { Request } from '../types.ts'

const parts = { request: RequestId, n: count }
const once = { key: '{request}', ref: '{request}' } as const
const chaseAlarm = kind('reports.chase', { key: '{request}:{n}', ref: '{request}' }, parts)
const escalateAlarm = kind('reports.escalate', once, parts)
const escalationLetter = kind('reports.escalation', once, parts)

/** When a request is chased, and when administrators hear of it. */
export function remindersOf(ctx: Ctx, { id, dueAt }: Request): NewAlarm[] {
  const { reports } = ctx.settings
  const chasing = chases(dueAt, reports, quietOf(ctx)).map(
    ({ n, at, ...rest }): NewAlarm => ({ ...chaseAlarm.names({ request: id, n }), dueAt: at, ...rest }),
  )
  const last = escalation(dueAt, reports, quietOf(ctx))
  return [...chasing, { ...escalateAlarm.names({ request: id }), dueAt: last }]
}

/** Reminds the one who writes, privately. False when nothing is owed any more. */
export async function chaseOwner(
  ctx: Ctx,
  tx: Tx,
  chase: { id: RequestId } & Pick<Alarm, 'key' | 'uselessAfter'>,
): Promise<boolean> {
  const request = await store.byId(tx, chase.id)
  if (!isOwed(request)) return false
  const to = { person: await writerOf(ctx, tx, request) }
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx), dateOf(request.dueAt, ctx.settings.timezone))
  const { key, id: ref } = chase
  // One that waits until the next comes says no more than the next.
  const until = chase.uselessAfter === null ? {} : { uselessAfter: chase.uselessAfter }
  await writeLetters(ctx, tx, [{ key, kind: 'reports.chase', ref, to, dueAt, ...until }])
  return true
}

/**
 * Tells the administrator in charge, the first who can be reached, that a report has not come: the others see it in the
 * digest. False when nothing is owed any more.
 */
export async function tellAdmin(ctx: Ctx, tx: Tx, id: RequestId): Promise<boolean> {
  if (!isOwed(await store.byId(tx, id))) return false
  const dueAt = allowedFrom(ctx.now(), quietOf(ctx))
  const person = await inCharge(tx)
  const letter = escalationLetter.names({ request: id })
  if (person !== null) await writeLetters(ctx, tx, [{ ...letter, to: { person }, dueAt }])
  return true
}
