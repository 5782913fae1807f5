import type { Ctx } from '../../ctx.ts'
import type { Tx } from '../../db/tables.ts'
import { BranchId } from '../../ids.ts'
import { comingIn, dutiesIn, measureEach, standingOf } from '../../measures/service.ts'
import type { Figures, Gap, Sitting, Subject, Window } from '../../measures/types.ts'
import { dateOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import * as store from '../store.ts'
import type { DutyLine, Earlier, Part, Week } from '../types.ts'
import { weekAfter, weeksBefore, type Reckoning } from '../weeks/service.ts'
import { earlierOf, isCollege, type Place } from './rules.ts'

/** So many meetings to come are named. */
const MOST_NAMED = 3

type Of = {
  week: Pick<Week, 'week' | 'from' | 'to'>
  place: Place
  reckoning: Pick<Reckoning, 'college' | 'zone'>
}

/** Counts what a digest knows of one branch, or of the college's own meetings. */
export async function makePart(ctx: Ctx, tx: Tx, { week, place, reckoning }: Of): Promise<Part> {
  const branch = isCollege(place) ? null : BranchId.parse(place.id)
  const before = weeksBefore(week, reckoning)
  const kept = await store.earlierParts(
    tx,
    place.id,
    before.map(({ key }) => key),
  )
  const unknown = before.filter(({ key }) => !kept.has(key))
  const windows = [week, ...unknown].map(({ from, to }) => ({ from, to, asOf: to }))
  const subject: Subject = branch === null ? { kind: 'college' } : { kind: 'branch', branch }
  const [own, ...counted] = await measureEach(ctx, tx, { subject, windows })
  if (own === undefined) throw new Error(`nothing was measured of ${place.id}`)
  const asked = new Map(counted.map((one, n) => [unknown[n]?.key, one]))
  const { cameSince, ...standing } = await standingOf(tx, { branch, ...week })
  const next = await comingIn(tx, { branch, ...weekAfter(week, reckoning.zone) })
  return {
    ...place,
    uncounted: null,
    figures: own.figures,
    gaps: [...own.gaps],
    duties: place.closed ? [] : await duties(ctx, tx, { branch, ...week }),
    ...standing,
    next: {
      count: next.length,
      first: next.slice(0, MOST_NAMED).map(({ at, ...one }) => ({ ...one, at: at.toString() })),
    },
    adjourned: own.facts.sittings.filter(({ outcome }) => outcome === 'adjourned').map(named),
    late: { reports: cameSince },
    earlier: before.flatMap(({ key, week: name }): Earlier[] => {
      const figures = kept.get(key) ?? known(asked.get(key))
      return figures === null ? [] : [earlierOf(name, figures)]
    }),
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

/** Each duty in the window in which the week ends, and in one that ended within it. */
async function duties(ctx: Ctx, tx: Tx, { branch, from, to }: Span): Promise<DutyLine[]> {
  const zone = ctx.settings.timezone
  const after = dateOf(to, zone)
  const days = { from: dateOf(from, zone), to: after.subtract({ days: 1 }) }
  return (await dutiesIn(ctx, tx, { branch, ...days })).flatMap(({ duty: { type, of, months }, windows }) =>
    windows.map(({ window, ...progress }) => ({
      ...{ type, of, months, window: window.key },
      isOver: !isAfter(window.to, after),
      isNear: !isAfter(window.warnFrom, after),
      ...progress,
    })),
  )
}
