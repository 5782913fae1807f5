import { z } from 'zod'
import { typeName } from '../../../config/college.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { BranchId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { branches, compositionOf, leadOf, openedAt } from '../../roster/service.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import {
  countedIn,
  dutiesOf,
  dutiesOfCollege,
  dutiesUnmet,
  dutyStatusOf,
  windowByKey,
  windowOf,
  windowsIn,
} from './rules.ts'
import * as store from './store.ts'
import type { Done, Duty, DutyStatus, Progress, Window } from './types.ts'

/** When the secretaries are told, in the college's zone: not with the first thing in the morning. */
const TOLD_AT = Temporal.PlainTime.from('09:00')

/** How each duty of a branch, or of the college itself, stands today. */
export async function dutiesToday(ctx: Ctx, tx: Tx, branch: Owing): Promise<DutyStatus[]> {
  return dutiesOn(ctx, tx, { branch, on: today(ctx) })
}

/** Whoever owes meetings: a branch, or null for the college itself. */
type Owing = BranchId | null

/** How each duty of a branch, or of the college itself, stood on a day, by what is known now. */
export async function dutiesOn(
  ctx: Ctx,
  tx: Tx,
  { branch, on }: { branch: Owing; on: Temporal.PlainDate },
): Promise<DutyStatus[]> {
  const year = instantsOf(windowOf(on, 12), ctx.settings.timezone)
  return (await factsOf(ctx, tx, { of: [branch], ...year })).flatMap(({ duties, ...facts }) =>
    duties.map((duty) => dutyStatusOf(duty, { ...facts, on }, ctx.settings.terms)),
  )
}

type Between = { of: readonly Owing[]; from: Temporal.Instant; to: Temporal.Instant }

/** What each of these owes, and what it has held and planned between two instants. */
async function factsOf(ctx: Ctx, tx: Tx, { of, ...between }: Between) {
  const known = ctx.settings.types
  const rows = (await store.sittings(tx, of, between)).map(({ types, startsAt, zone, ...same }) => ({
    ...same,
    startsAt,
    types: types.map((type) => typeName(known, type)),
    day: dateOf(startsAt, zone),
  }))
  const sittings = Map.groupBy(rows, ({ owner }) => owner)
  const composition = await compositionOf(
    tx,
    of.filter((one) => one !== null),
  )
  return of.map((one) => {
    const { full, groups } = composition.get(one) ?? { full: 0, groups: [] }
    const duties = one === null ? dutiesOfCollege(known) : dutiesOf({ full, groups: groups.length }, known)
    return { duties, sittings: sittings.get(one) ?? [], groups }
  })
}

type Days = { from: Temporal.PlainDate; to: Temporal.PlainDate }
type Owed = { duty: Duty; windows: (Progress & { meetings: Done[] })[] }

/**
 * How each duty of a branch, or of the college itself, stood in its windows of some days: each that ends in them, and the one in which the last lies.
 * Members and groups are counted as they are today.
 */
export async function dutiesIn(
  ctx: Ctx,
  tx: Tx,
  { branch, ...days }: Days & { branch: Owing },
): Promise<Owed[]> {
  return (await dutiesOfEach(ctx, tx, { of: [branch], ...days })).flat()
}

/** What `dutiesIn` says, of each of these. */
export async function dutiesOfEach(
  ctx: Ctx,
  tx: Tx,
  { of, ...days }: Days & { of: readonly Owing[] },
): Promise<Owed[][]> {
  const { timezone: zone, terms } = ctx.settings
  const from = instantOf(windowOf(days.from, 12).from, zone)
  const to = instantOf(windowOf(days.to, 12).to, zone)
  const windows = new Map<number, Window[]>()
  return (await factsOf(ctx, tx, { of, from, to })).map(({ duties, ...facts }) =>
    duties.map((duty) => ({
      duty,
      windows: windows
        .getOrInsertComputed(duty.months, (months) => windowsIn(months, days))
        .map((window) => countedIn(duty, window, { ...facts, terms })),
    })),
  )
}

function instantsOf({ from, to }: Window, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  return { from: instantOf(from, zone), to: instantOf(to, zone) }
}

/** Whether a branch heard of it otherwise of late. */
type Told = (ctx: Ctx, tx: Tx, branch: BranchId) => Promise<boolean>

/**
 * Tells each secretary once per window, from two thirds of it, what is neither held nor planned. A window whose two thirds
 * had passed before the college was opened here is left alone: the bot cannot know what was held in it. So is a branch that
 * was told otherwise, for as long as it is.
 */
export async function warnOfCadence(ctx: Ctx, told: Told = async () => false): Promise<void> {
  const opened = await transact(ctx, openedAt)
  if (opened === null) return
  const since = dateOf(opened, ctx.settings.timezone)
  for (const { id: branch } of await transact(ctx, branches))
    await transact(ctx, async (tx) => {
      if (!(await told(ctx, tx, branch))) await warnBranch(ctx, tx, { branch, since })
    })
}

type Warning = { branch: BranchId; since: Temporal.PlainDate }

async function warnBranch(ctx: Ctx, tx: Tx, { branch, since }: Warning): Promise<void> {
  const on = today(ctx)
  const windows = dutiesUnmet(await dutiesOn(ctx, tx, { branch, on }), on).map(({ own }) => own.window)
  const inSight = windows.filter(({ warnFrom }) => !isAfter(since, warnFrom))
  if (inSight.length > 0) await tellSecretary(ctx, tx, { branch, windows: inSight })
}

type Telling = { branch: BranchId; windows: readonly Window[] }

async function tellSecretary(ctx: Ctx, tx: Tx, { branch, windows }: Telling): Promise<void> {
  const person = await leadOf(ctx, tx, branch)
  if (person === null) return
  const zone = ctx.settings.timezone
  const nine = instantOf(today(ctx).toPlainDateTime(TOLD_AT), zone)
  const dueAt = allowedFrom(nine, quietOf(ctx))
  const letters = windows.map((window): NewLetter => {
    const uselessAfter = instantsOf(window, zone).to
    return { ...cadenceWarning.names({ branch, window: window.key }), to: { person }, dueAt, uselessAfter }
  })
  await writeLetters(ctx, tx, letters)
}

/** What a branch still misses in a window: `B01/2026-11+1`. */
const cadenceWarning = kind(
  'meetings.cadence',
  { key: '{branch}/{window}', ref: '{branch}/{window}' },
  { branch: BranchId, window: z.string() },
)

/** The branch that a warning is about. */
export function branchIn(ref: string): BranchId {
  return cadenceWarning.ref.parse(ref).branch
}

/** What a warning's window still misses at this moment. */
export async function missingBy(
  ctx: Ctx,
  tx: Tx,
  ref: string,
): Promise<{ window: Window; missing: DutyStatus[] }> {
  const { branch, window: key } = cadenceWarning.ref.parse(ref)
  const window = windowByKey(key)
  if (window === null) throw new Error(`no window ${key}`)
  const dutyStatuses = await dutiesOn(ctx, tx, { branch, on: window.from })
  const own = dutyStatuses.filter((one) => one.own.window.key === window.key)
  return { window, missing: dutiesUnmet(own, window.to) }
}
