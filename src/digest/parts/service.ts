import type { Ctx } from '../../ctx.ts'
import { planEach } from '../../db/plans.ts'
import type { Tx } from '../../db/tables.ts'
import { Unfit } from '../../errors.ts'
import { BranchId } from '../../ids.ts'
import { digestLines } from '../../ledger/service.ts'
import {
  branchesIn,
  comingIn,
  dutiesOfEach,
  measureEach,
  standingOf,
  waitingIn,
} from '../../measures/service.ts'
import type { Coming, Figures, Gap, Owner, Sitting, WaitingRow, Window } from '../../measures/types.ts'
import { dateOf } from '../../time/dates.ts'
import { earlier, isAfter } from '../../time/order.ts'
import { branchesAmong, everyBranch } from '../../roster/service.ts'
import type { Branch } from '../../roster/types.ts'
import { countedRows } from '../rows/service.ts'
import type { CountedRow } from '../rows/types.ts'
import * as store from '../store.ts'
import { snapshotOf } from '../snapshots/service.ts'
import { COLLEGE_PART, type DutyLine, type Earlier, type Part, type Snapshot, type Week } from '../types.ts'
import { weekAfter, weeksBefore, type Reckoning } from '../weeks/service.ts'
import { earlierOf, isCollege, type Place } from './rules.ts'
import { OWN_NAME } from './words.ts'

export type { Place } from './rules.ts'

/** So many meetings to come are named. */
const MOST_NAMED = 3

/** So many branches are counted at once: the records are asked seldom, and the loop is not held up. */
export const TOGETHER = 20

type Of = {
  week: Pick<Week, 'week' | 'from' | 'to'>
  places: readonly Place[]
  reckoning: Pick<Reckoning, 'college' | 'zone'>
}
type Made = { part: Part; rows: CountedRow[] }
type Measured = Awaited<ReturnType<typeof measureEach>>[number][number]

/** The branches of a week in the college's order; one that is closed by now is among them if there is something to count of it. */
export async function placesIn(tx: Tx, week: Pick<Week, 'from' | 'to'>): Promise<Place[]> {
  return countable(tx, week, await everyBranch(tx))
}

/**
 * What branches alone say of their places, so that a part costs the same however many branches there are; without those of
 * which there is nothing to count.
 */
export async function placesOf(
  tx: Tx,
  { week, branches }: { week: Pick<Week, 'from' | 'to'>; branches: readonly BranchId[] },
): Promise<Place[]> {
  const found = await branchesAmong(tx, branches)
  const unknown = branches.find((branch) => !found.some(({ id }) => id === branch))
  if (unknown !== undefined) throw new Unfit(`no branch ${unknown}`)
  return (await countable(tx, week, found)).map((place) => ({ ...place, place: 0 }))
}

async function countable(tx: Tx, week: Pick<Week, 'from' | 'to'>, all: readonly Branch[]): Promise<Place[]> {
  const among = all.flatMap(({ id, active }) => (active ? [] : [id]))
  const counted = new Set(await branchesIn(tx, { among, from: week.from, to: week.to }))
  return all
    .filter(({ id, active }) => active || counted.has(id))
    .map(({ id, short: name, active }, place) => ({ id, name, place, closed: !active }))
}

/** The place of the college's own meetings, behind so many branches. */
export function collegePlace(place: number): Place {
  return { id: COLLEGE_PART, name: OWN_NAME, place, closed: false }
}

/** Counts a week at once, as its digest would say it now, and keeps nothing. */
export async function countWeek(ctx: Ctx, tx: Tx, of: Omit<Of, 'places'>): Promise<Snapshot> {
  const places = await placesIn(tx, of.week)
  const parts: Part[] = []
  for (let at = 0; at < places.length; at += TOGETHER) {
    const made = await makeParts(ctx, tx, { ...of, places: places.slice(at, at + TOGETHER) })
    parts.push(...made.map(({ part }) => part))
  }
  const [college] = await makeParts(ctx, tx, { ...of, places: [collegePlace(places.length)] })
  if (college === undefined) throw new Error('the college was not counted')
  const programmes = await digestLines(ctx, tx)
  return snapshotOf({ week: of.week, at: ctx.now(), parts, college: college.part, programmes })
}

/**
 * Counts what a digest knows of each of these branches, or of the college's own meetings, in as many statements as of one;
 * `rows`: what each number is made of.
 */
export async function makeParts(ctx: Ctx, tx: Tx, { week, places, reckoning }: Of): Promise<Made[]> {
  if (places.length > 1) await planEach(tx)
  const of = places.map(ownerOf)
  // A week that is not over is counted as far as it has come.
  const asOf = earlier(week.to, ctx.now())
  const measured = await measureWeeks(ctx, tx, { week: { ...week, asOf }, places, reckoning })
  const waiting = byOwner(await waitingIn(ctx, tx, { whose: of, from: week.from, to: asOf }))
  const next = byOwner(await comingIn(tx, { whose: of, ...weekAfter(week, reckoning.zone) }))
  const owed = await duties(ctx, tx, { of, ...week })
  return measured.map(({ place, ...counted }, nth) => {
    const owner = ownerOf(place)
    return madeOf(place, {
      ...counted,
      waiting: waiting.get(owner) ?? [],
      next: next.get(owner) ?? [],
      duties: place.closed ? [] : (owed[nth] ?? []),
    })
  })
}

/** The figures of a week, and those of the weeks before it: what their digests said, or else what is counted of them now. */
async function measureWeeks(
  ctx: Ctx,
  tx: Tx,
  { week, places, reckoning }: Of & { week: Window },
): Promise<{ place: Place; own: Measured; earlier: Earlier[] }[]> {
  const before = weeksBefore(week, reckoning)
  const kept = await store.earlierParts(
    tx,
    places.map(({ id }) => id),
    before.map(({ key }) => key),
  )
  const unknown = before.filter(({ key }) => places.some(({ id }) => !kept.get(id)?.has(key)))
  const windows = [week, ...unknown.map(({ from, to }) => ({ from, to, asOf: to }))]
  const measured = await measureEach(ctx, tx, { of: places.map(ownerOf), windows })
  return places.map((place, nth) => {
    const [own, ...counted] = measured[nth] ?? []
    if (own === undefined) throw new Error(`nothing was measured of ${place.id}`)
    const asked = new Map(counted.map((one, n) => [unknown[n]?.key, one]))
    const earlier = before.flatMap(({ key, week: name }): Earlier[] => {
      const figures = kept.get(place.id)?.get(key) ?? known(asked.get(key))
      return figures === null ? [] : [earlierOf(name, figures)]
    })
    return { place, own, earlier }
  })
}

function ownerOf(place: Place): Owner {
  return isCollege(place) ? null : BranchId.parse(place.id)
}

function byOwner<T extends { owner: Owner }>(all: readonly T[]): Map<Owner, T[]> {
  return Map.groupBy(all, ({ owner }) => owner)
}

type Known = {
  own: Measured
  waiting: readonly WaitingRow[]
  next: readonly Coming[]
  duties: readonly Owed[]
  earlier: Earlier[]
}

function madeOf(place: Place, { own, waiting, next, duties, earlier }: Known): Made {
  const { cameSince, ...standing } = standingOf(waiting)
  const part: Part = {
    ...{ ...place, uncounted: null, figures: own.figures, gaps: [...own.gaps] },
    ...{ ...standing, duties: duties.map(({ duty }) => duty), earlier },
    next: {
      count: next.length,
      first: next
        .slice(0, MOST_NAMED)
        .map(({ meeting, title, at }) => ({ meeting, title, at: at.toString() })),
    },
    adjourned: own.facts.sittings.filter(({ outcome }) => outcome === 'adjourned').map(named),
    late: { reports: cameSince },
  }
  return { part, rows: countedRows({ facts: own.facts, waiting, next, duties }) }
}

function named({ meeting, title, startsAt }: Sitting): Part['adjourned'][number] {
  return { meeting, title, at: startsAt.toString() }
}

/** Figures of a week that the bot has lived through, or whose past was imported. */
function known(one: { figures: Figures; gaps: readonly Gap[] } | undefined): Figures | null {
  return one === undefined || one.gaps.includes('movedIn') ? null : one.figures
}

type Owed = { duty: DutyLine; done: { meeting: string; at: Temporal.Instant }[] }

/**
 * Of each of these, each duty in the window in which the week ends, and in one that ended within it, with the meetings that
 * count as done.
 */
async function duties(
  ctx: Ctx,
  tx: Tx,
  { of, from, to }: Pick<Window, 'from' | 'to'> & { of: readonly Owner[] },
): Promise<Owed[][]> {
  const zone = ctx.settings.timezone
  const after = dateOf(to, zone)
  const days = { from: dateOf(from, zone), to: after.subtract({ days: 1 }) }
  return (await dutiesOfEach(ctx, tx, { of, ...days })).map((each) =>
    each.flatMap(({ duty: { type, of: whose, months }, windows }) =>
      windows.map(({ window, meetings, ...progress }) => ({
        duty: {
          ...{ type, of: whose, months, window: window.key },
          isOver: !isAfter(window.to, after),
          isNear: !isAfter(window.warnFrom, after),
          ...progress,
        },
        done: meetings.map(({ meeting, startsAt: at }) => ({ meeting, at })),
      })),
    ),
  )
}
