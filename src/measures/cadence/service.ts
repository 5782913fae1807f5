import { z } from 'zod'
import { typeName } from '../../../config/college.ts'
import { kind } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { BranchId } from '../../ids.ts'
import { writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { branches, countFull, leadOf, groupsOf, openedAt } from '../../roster/service.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { allowedFrom, quietOf } from '../../time/silent.ts'
import {
  doneIn,
  dutiesOf,
  dutiesOfCollege,
  dutiesUnmet,
  dutyStatusOf,
  progressIn,
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
  const { duties, ...facts } = await factsIn(ctx, tx, { branch, ...year })
  return duties.map((duty) => dutyStatusOf(duty, { ...facts, on }, ctx.settings.terms))
}

type Between = { branch: Owing; from: Temporal.Instant; to: Temporal.Instant }

/** What a branch owes, and what it has held and planned between two instants. */
async function factsIn(ctx: Ctx, tx: Tx, { branch, ...between }: Between) {
  const rows = await store.sittings(tx, branch, between)
  const known = ctx.settings.types
  const sittings = rows.map(({ types, startsAt, zone, ...same }) => ({
    ...same,
    startsAt,
    types: types.map((type) => typeName(known, type)),
    day: dateOf(startsAt, zone),
  }))
  if (branch === null) return { duties: dutiesOfCollege(known), sittings, groups: [] }
  const groups = (await groupsOf(tx, branch)).map(({ id }) => id)
  const full = await countFull(tx, branch)
  return { duties: dutiesOf({ full, groups: groups.length }, known), sittings, groups }
}

/**
 * How each duty of a branch, or of the college itself, stood in its windows of some days: each that ends in them, and the one in which the last lies.
 * Members and groups are counted as they are today.
 */
export async function dutiesIn(
  ctx: Ctx,
  tx: Tx,
  { branch, from, to }: { branch: Owing; from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<{ duty: Duty; windows: (Progress & { meetings: Done[] })[] }[]> {
  const zone = ctx.settings.timezone
  const years = { from: windowOf(from, 12).from, to: windowOf(to, 12).to }
  const facts = await factsIn(ctx, tx, {
    branch,
    from: instantOf(years.from, zone),
    to: instantOf(years.to, zone),
  })
  const { terms } = ctx.settings
  return facts.duties.map((duty) => ({
    duty,
    windows: windowsIn(duty.months, { from, to }).map((window) => ({
      ...progressIn(duty, window, { ...facts, terms }),
      meetings: doneIn(duty, window, { ...facts, terms }),
    })),
  }))
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
