import { setAlarms } from '../../alarms/service.ts'
import { audit } from '../../audit.ts'
import { count, kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { CollectionId, type MemberId } from '../../ids.ts'
import { instantOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { quietOf } from '../../time/silent.ts'
import { begin } from '../asking/service.ts'
import { mayCollect } from '../rights/service.ts'
import type { Content } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export { timesOf } from './rules.ts'

const weekAlarm = kind(
  'collections.week',
  { key: '{weekly}:{week}', ref: '{weekly}@{week}' },
  { weekly: CollectionId, week: count },
)

type Beginning = { id: CollectionId; by: MemberId; content: Content; weekly: rules.Weekly }

/** Begins to ask each week: at once for the first time. */
export async function beginWeekly(ctx: Ctx, tx: Tx, { id, by, content, weekly }: Beginning): Promise<void> {
  const of = { id, by, content, ...weekly }
  await store.insert(tx, of)
  await beginWeek(ctx, tx, { of, week: 0, due: weekly.first })
  await setNext(ctx, tx, { of, week: 1 })
}

type Week = { of: Omit<store.WeeklyCollection, 'isEnded'>; week: number; due: Temporal.PlainDateTime }

async function beginWeek(ctx: Ctx, tx: Tx, { of, week, due }: Week): Promise<void> {
  const dueAt = instantOf(due, ctx.settings.timezone)
  const id = CollectionId.parse(`${of.id}.w${week}`)
  await begin(ctx, tx, { ...of.content, id, by: of.by, weekly: of.id, week, dueAt })
}

/** Sets the alarm of the first week from `week` on that has a working day. */
async function setNext(ctx: Ctx, tx: Tx, { of, week }: Omit<Week, 'due'>): Promise<void> {
  for (let n = week; ; n += 1) {
    const due = rules.deadlineOf(of, n, ctx.calendar)
    if (due === undefined) return
    if (due === null) continue
    const dueAt = rules.sentAt(due, quietOf(ctx))
    return setAlarms(tx, [{ ...weekAlarm.names({ weekly: of.id, week: n }), dueAt }])
  }
}

/**
 * Asks for a week, if its deadline still lies ahead, and plans the next. False when it was ended, or its author may collect
 * no more.
 */
export async function askWeek(ctx: Ctx, tx: Tx, ref: string): Promise<boolean> {
  const { weekly: id, week } = weekAlarm.ref.parse(ref)
  const of = await store.lock(tx, id)
  if (of.isEnded || !(await mayCollect(ctx, tx, { who: of.by, branch: of.content.branch }))) return false
  const due = rules.deadlineOf(of, week, ctx.calendar)
  if (due && isAfter(instantOf(due, ctx.settings.timezone), ctx.now()))
    await beginWeek(ctx, tx, { of, week, due })
  await setNext(ctx, tx, { of, week: week + 1 })
  return true
}

/** Asks no more from the next week on; false when it was ended before. The caller knows that the person may. */
export async function endWeekly(
  ctx: Ctx,
  tx: Tx,
  { id, by }: { id: CollectionId; by: MemberId },
): Promise<boolean> {
  if ((await store.lock(tx, id)).isEnded) return false
  await store.end(tx, id, ctx.now())
  await audit(ctx, tx, { actor: by, act: 'collections.endWeekly', about: id, details: {} })
  return true
}

/** Whether it still asks each week. */
export async function isOn(tx: Tx, id: CollectionId): Promise<boolean> {
  return !(await store.byId(tx, id)).isEnded
}
