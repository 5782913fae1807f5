import { z } from 'zod'
import { kind, oneFor } from '../../cards/ref.ts'
import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId, type MemberId } from '../../ids.ts'
import { countWritten, reachedAt, writeLetters } from '../../letters/service.ts'
import type { NewLetter } from '../../letters/types.ts'
import { dutiesIn, knownSince } from '../../measures/service.ts'
import { openReportsIn, openTasksIn, passedIn, recordTold, taskTold } from '../../reports/service.ts'
import { inChargeOf, leadsOfEach, presentAmong, rightsOf } from '../../roster/service.ts'
import { dateOf, instantOf, today } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import { snapshotBy } from '../snapshots/service.ts'
import * as store from '../store.ts'
import type { Snapshot } from '../types.ts'
import { isCalm, isHoliday, mediansOf, named } from './rules.ts'
import { type BranchWeek, SEATS, type Seat } from './types.ts'

const parts = { key: z.string(), branch: BranchId, seat: z.enum(SEATS) }
const letter = kind('digest.branch', { key: '{key}/{branch}:{seat}', ref: '{key}/{branch}@{seat}' }, parts)
/** What a branch digest shows: `digest-COL1-2026-W47/B01@lead`. */
export const branchRef = letter.ref

const askedLetter = kind(
  'digest.asked',
  { key: '{by}:{branch}', ref: '{key}/{branch}' },
  { by: z.string(), key: z.string(), branch: BranchId },
)
/** What a branch digest that was asked for shows: `digest-COL1-2026-W47/B01`. */
export const askedRef = askedLetter.ref

const A_WEEK = Temporal.Duration.from({ hours: 24 * 7 })

/** Writes the branches' digests of a week that was just made, one for each; called again it changes nothing. */
export async function branchLetters(
  ctx: Ctx,
  tx: Tx,
  { key, snapshot }: { key: string; snapshot: Snapshot },
): Promise<void> {
  const uselessAfter = Temporal.Instant.from(snapshot.to).add(A_WEEK)
  const seats = ctx.settings.digest.deputy ? SEATS : (['lead'] as const)
  const open = snapshot.branches.flatMap(({ id, closed }) => (closed ? [] : [BranchId.parse(id)]))
  const letters = (await holdersOf(ctx, tx, open)).flatMap(({ branch, ...holders }) =>
    seats.flatMap((seat): NewLetter[] => {
      const person = holders[seat]
      return person === null ? [] : [{ ...letter.names({ key, branch, seat }), to: { person }, uselessAfter }]
    }),
  )
  await writeLetters(ctx, tx, letters)
}

/** Sends whoever leads branches the digest of each once more, as its list stands now. */
export async function sendOwn(
  ctx: Ctx,
  tx: Tx,
  { who, leads, ...of }: { who: MemberId; leads: readonly BranchId[]; key: string; by: string },
): Promise<void> {
  const letters = leads.map((branch) => ({ ...askedLetter.names({ ...of, branch }), to: { person: who } }))
  await writeLetters(ctx, tx, letters)
}

/**
 * Whose it is today. For the branch: its secretary, or the deputy while the secretary has no account or there is none, or
 * else the administrator who acts for it. For the deputy besides: the deputy, unless it is theirs already.
 */
export async function holderOf(
  ctx: Ctx,
  tx: Tx,
  { branch, seat }: { branch: BranchId; seat: Seat },
): Promise<MemberId | null> {
  const [holders] = await holdersOf(ctx, tx, [branch])
  return holders?.[seat] ?? null
}

type Holders = { branch: BranchId } & Record<Seat, MemberId | null>

async function holdersOf(ctx: Ctx, tx: Tx, branches: readonly BranchId[]): Promise<Holders[]> {
  const leads = await leadsOfEach(ctx, tx, branches)
  const ledBy = (branch: BranchId) => Object.values(leads(branch)).filter((one) => one !== null)
  const present = await presentAmong(tx, branches.flatMap(ledBy))
  const reached = new Set(present.flatMap(({ id, openId }) => (openId === null ? [] : [id])))
  const all: Holders[] = []
  for (const branch of branches) {
    const led = ledBy(branch)
    const lead = led.find((who) => reached.has(who)) ?? led[0] ?? (await inChargeOf(tx, branch))
    const { deputy } = leads(branch)
    all.push({ branch, lead, deputy: deputy === lead ? null : deputy })
  }
  return all
}

/** What a branch's digest shows now; null when the branch is not in it, or nothing is to be said in a week of rest. */
export async function branchWeek(
  ctx: Ctx,
  tx: Tx,
  { key, branch }: { key: string; branch: BranchId },
): Promise<BranchWeek | null> {
  const snapshot = await snapshotBy(tx, key)
  const part = snapshot?.branches.find(({ id }) => id === branch)
  if (snapshot === null || part === undefined) return null
  const [start, end] = [Temporal.Instant.from(snapshot.from), Temporal.Instant.from(snapshot.to)]
  const zone = ctx.settings.timezone
  const days = { from: dateOf(start, zone), to: dateOf(end, zone) }
  return {
    part,
    ...days,
    medians: mediansOf(snapshot.branches),
    reports: await openReportsIn(tx, branch),
    tasks: await openTasksIn(tx, branch),
    passed: await passedIn(tx, { branch, from: start, to: end }),
    duties: await dutiesOf(ctx, tx, { branch, ...days }),
  }
}

/** Whether it has anything to say: in a holiday a branch in which nothing is or waits is left alone. */
export async function isWorthSending(
  ctx: Ctx,
  tx: Tx,
  of: { key: string; branch: BranchId },
): Promise<boolean> {
  const week = await branchWeek(ctx, tx, of)
  if (week === null) return false
  return !isCalm(week) || !isHoliday((await snapshotBy(tx, of.key))?.branches ?? [])
}

/** What a branch's digest names of all that waits, and how it stands. */
export async function namedIn(
  ctx: Ctx,
  tx: Tx,
  { branch }: { branch: BranchId },
): Promise<readonly string[]> {
  const waiting = { reports: await openReportsIn(tx, branch), tasks: await openTasksIn(tx, branch) }
  const { reports, tasks } = named(waiting)
  const told = reports.map((one) => recordTold(one, ctx.now()))
  return [...told, ...tasks.map((one) => taskTold(one, today(ctx)))]
}

// What was held before the bot knew the college is not known: as the warning of cadence leaves such a window alone.
async function dutiesOf(
  ctx: Ctx,
  tx: Tx,
  of: { branch: BranchId; from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<BranchWeek['duties']> {
  const since = dateOf(await knownSince(ctx, tx), ctx.settings.timezone)
  return (await dutiesIn(ctx, tx, of)).flatMap(({ duty, windows }) =>
    windows.filter(({ window }) => !isAfter(since, window.warnFrom)).map((one) => ({ duty, ...one })),
  )
}

/** Sends the list of all that waits for a person. */
export async function sendTodo(
  ctx: Ctx,
  tx: Tx,
  { who, at }: { who: MemberId; at: Temporal.Instant },
): Promise<void> {
  await writeLetters(ctx, tx, [{ ...oneFor('desk.todo', `${who}:${at}`), ref: who, to: { person: who } }])
}

/** What a person's own branch digests of today named already: what else says so on that day repeats it. */
export async function saidToday(
  ctx: Ctx,
  tx: Tx,
  who: MemberId,
): Promise<{ reports: ReadonlySet<string>; tasks: ReadonlySet<string> }> {
  const said = { reports: new Set<string>(), tasks: new Set<string>() }
  const day = today(ctx)
  const zone = ctx.settings.timezone
  const week = await store.lastWeek(tx, ctx.now(), 'ended')
  if (week === undefined || !dateOf(week.dueAt, zone).equals(day)) return said
  const since = instantOf(day, zone)
  if ((await countWritten(tx, { to: { person: who }, kind: 'digest.branch', since })) === 0) return said
  for (const branch of (await rightsOf(ctx, tx, who)).leads) {
    for (const { id } of await openReportsIn(tx, branch, { askedBy: week.dueAt })) said.reports.add(id)
    for (const { id } of await openTasksIn(tx, branch)) said.tasks.add(id)
  }
  return said
}

/** Whether a branch has had its digest within the last seven days: it named what is about to be missed. */
export async function hasDigestOfLate(ctx: Ctx, tx: Tx, branch: BranchId): Promise<boolean> {
  const week = await store.lastWeek(tx, ctx.now(), 'ended')
  if (week === undefined) return false
  const refs = SEATS.map((seat) => branchRef.text({ key: week.key, branch, seat }))
  const at = await reachedAt(tx, refs, 'digest.branch')
  return at !== null && isAfter(at.add(A_WEEK), ctx.now())
}
