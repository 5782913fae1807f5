import type { Series } from '../../../config/college.ts'
import { calendarNow } from '../../calendar/service.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import type { MeetingId } from '../../ids.ts'
import { bookMeeting } from '../files/service.ts'
import { mayPlan, proposalText, reachFrom, stepsFor } from './rules.ts'
import * as store from './store.ts'
import type { Proposal } from './types.ts'

/** Meetings that a series booked or moved, those that it names no more, and the days that were looked at. */
export type PlannedSeries = { booked: MeetingId[]; gone: MeetingId[]; days: Temporal.PlainDate[] }

/**
 * Plans a series eight weeks ahead. Each occurrence is booked once, whoever plans and however often: its id follows from
 * the rule. What a person changed, or what has begun, is left alone; attendance decides about what is gone.
 */
export async function planSeries(ctx: Ctx, tx: Tx, series: Series): Promise<PlannedSeries> {
  const planner = { now: ctx.now(), zone: ctx.settings.timezone, calendar: await calendarNow(ctx, tx) }
  const since = { date: reachFrom(planner), at: planner.now }
  const { book, gone, days } = stepsFor(series, await store.keptOf(tx, series.id, since), planner)
  const booked: MeetingId[] = []
  for (const proposal of book) {
    if (await bookOccurrence(ctx, tx, { series, proposal })) booked.push(proposal.planned.id)
  }
  return { booked, gone, days }
}

async function bookOccurrence(
  ctx: Ctx,
  tx: Tx,
  { series, proposal }: { series: Series; proposal: Proposal },
): Promise<boolean> {
  const { planned, date } = proposal
  // Another planner, or the person whose click came first, may have been here since we looked.
  if (!mayPlan(await store.lock(tx, planned.id), planned, { now: ctx.now() })) return false
  if (!(await bookMeeting(ctx, tx, planned))) return false
  await store.note(tx, planned.id, { series: series.id, date, proposed: proposalText(planned) })
  return true
}

/** Planned meetings of series that are no longer in the college's file. */
export async function withoutSeries(ctx: Ctx, tx: Tx, series: readonly Series[]): Promise<MeetingId[]> {
  return store.ofOthers(
    tx,
    series.map(({ id }) => id),
    ctx.now(),
  )
}
