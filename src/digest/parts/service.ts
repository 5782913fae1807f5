import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import { digestLines } from '../../ledger/service.ts'
import { branchesIn, comingIn, dutiesIn, measureEach, standingOf, waitingIn } from '../../measures/service.ts'
import type { Figures, Gap, Sitting, Subject, WaitingRow, Window } from '../../measures/types.ts'
import { dateOf } from '../../time/dates.ts'
import { earlier, isAfter } from '../../time/order.ts'
import { branch as branchById, everyBranch } from '../../roster/service.ts'
import { countedRows } from '../rows/service.ts'
import type { CountedRow } from '../rows/types.ts'
import * as store from '../store.ts'
import { snapshotOf } from '../snapshots/service.ts'
import { COLLEGE_PART, type DutyLine, type Earlier, type Part, type Snapshot, type Week } from '../types.ts'
import { weekAfter, weeksBefore, type Reckoning } from '../weeks/service.ts'
import { earlierOf, isCollege, type Place } from './rules.ts'
import { OWN_NAME } from './words.ts'

/** So many meetings to come are named. */
const MOST_NAMED = 3

type Of = {
  week: Pick<Week, 'week' | 'from' | 'to'>
  place: Place
  reckoning: Pick<Reckoning, 'college' | 'zone'>
}

/** The branches of a week in the college's order; one that is closed by now is among them if there is something to count of it. */
export async function placesIn(tx: Tx, week: Pick<Week, 'from' | 'to'>): Promise<Place[]> {
  const all = await everyBranch(tx)
  const among = all.flatMap(({ id, active }) => (active ? [] : [id]))
  const counted = new Set(await branchesIn(tx, { among, ...week }))
  return all
    .filter(({ id, active }) => active || counted.has(id))
    .map(({ id, short: name, active }, place) => ({ id, name, place, closed: !active }))
}

/**
 * What a branch alone says of its place, so that a part costs the same however many branches there are; undefined when there is
 * nothing to count of it.
 */
export async function placeOf(
  tx: Tx,
  { week, branch }: { week: Pick<Week, 'from' | 'to'>; branch: BranchId },
): Promise<Place | undefined> {
  const { id, short: name, active } = await branchById(tx, branch)
  const isCounted = active || (await branchesIn(tx, { among: [id], from: week.from, to: week.to })).length > 0
  return isCounted ? { id, name, place: 0, closed: !active } : undefined
}

/** The place of the college's own meetings, behind so many branches. */
export function collegePlace(place: number): Place {
  return { id: COLLEGE_PART, name: OWN_NAME, place, closed: false }
}

/** Counts a week at once, as its digest would say it now, and keeps nothing. */
export async function countWeek(ctx: Ctx, tx: Tx, of: Omit<Of, 'place'>): Promise<Snapshot> {
  const places = await placesIn(tx, of.week)
  const parts: Part[] = []
  for (const place of places) parts.push((await makePart(ctx, tx, { ...of, place })).part)
  const { part: college } = await makePart(ctx, tx, { ...of, place: collegePlace(places.length) })
  const programmes = await digestLines(ctx, tx)
  return snapshotOf({ week: of.week, at: ctx.now(), parts, college, programmes })
}

/** Counts what a digest knows of one branch, or of the college's own meetings; `rows`: what each number is made of. */
export async function makePart(
  ctx: Ctx,
  tx: Tx,
  { week, place, reckoning }: Of,
): Promise<{ part: Part; rows: CountedRow[] }> {
  const branch = isCollege(place) ? null : BranchId.parse(place.id)
  const before = weeksBefore(week, reckoning)
  const kept = await store.earlierParts(
    tx,
    place.id,
    before.map(({ key }) => key),
  )
  const unknown = before.filter(({ key }) => !kept.has(key))
  // A week that is not over is counted as far as it has come.
  const asOf = earlier(week.to, ctx.now())
  const windows = [{ ...week, asOf }, ...unknown.map(({ from, to }) => ({ from, to, asOf: to }))]
  const subject: Subject = branch === null ? { kind: 'college' } : { kind: 'branch', branch }
  const [own, ...counted] = await measureEach(ctx, tx, { subject, windows })
  if (own === undefined) throw new Error(`nothing was measured of ${place.id}`)
  const asked = new Map(counted.map((one, n) => [unknown[n]?.key, one]))
  const waiting = await waitingIn(ctx, tx, { whose: branch, from: week.from, to: asOf })
  const next = await comingIn(tx, { whose: branch, ...weekAfter(week, reckoning.zone) })
  const owed = place.closed ? [] : await duties(ctx, tx, { branch, ...week })
  const rows = countedRows({ facts: own.facts, waiting, next, duties: owed })
  const part = partOf(place, {
    ...{ measured: own, waiting, next, duties: owed.map(({ duty }) => duty) },
    earlier: before.flatMap(({ key, week: name }): Earlier[] => {
      const figures = kept.get(key) ?? known(asked.get(key))
      return figures === null ? [] : [earlierOf(name, figures)]
    }),
  })
  return { part, rows }
}

type Known = {
  measured: Awaited<ReturnType<typeof measureEach>>[number]
  waiting: readonly WaitingRow[]
  next: Awaited<ReturnType<typeof comingIn>>
  duties: DutyLine[]
  earlier: Earlier[]
}

function partOf(place: Place, { measured, waiting, next, ...rest }: Known): Part {
  const { cameSince, ...standing } = standingOf(waiting)
  return {
    ...{ ...place, uncounted: null, figures: measured.figures, gaps: [...measured.gaps] },
    ...{ ...standing, ...rest },
    next: {
      count: next.length,
      first: next
        .slice(0, MOST_NAMED)
        .map(({ meeting, title, at }) => ({ meeting, title, at: at.toString() })),
    },
    adjourned: measured.facts.sittings.filter(({ outcome }) => outcome === 'adjourned').map(named),
    late: { reports: cameSince },
  }
}

function named({ meeting, title, startsAt }: Sitting): Part['adjourned'][number] {
  return { meeting, title, at: startsAt.toString() }
}

/** Figures of a week that the bot has lived through, or whose past was imported. */
function known(one: { figures: Figures; gaps: readonly Gap[] } | undefined): Figures | null {
  return one === undefined || one.gaps.includes('movedIn') ? null : one.figures
}

type Span = Pick<Window, 'from' | 'to'> & { branch: BranchId | null }

/** Each duty in the window in which the week ends, and in one that ended within it, with the meetings that count as done. */
async function duties(
  ctx: Ctx,
  tx: Tx,
  { branch, from, to }: Span,
): Promise<{ duty: DutyLine; done: { meeting: string; at: Temporal.Instant }[] }[]> {
  const zone = ctx.settings.timezone
  const after = dateOf(to, zone)
  const days = { from: dateOf(from, zone), to: after.subtract({ days: 1 }) }
  return (await dutiesIn(ctx, tx, { branch, ...days })).flatMap(({ duty: { type, of, months }, windows }) =>
    windows.map(({ window, meetings, ...progress }) => ({
      duty: {
        ...{ type, of, months, window: window.key },
        isOver: !isAfter(window.to, after),
        isNear: !isAfter(window.warnFrom, after),
        ...progress,
      },
      done: meetings.map(({ meeting, startsAt: at }) => ({ meeting, at })),
    })),
  )
}
