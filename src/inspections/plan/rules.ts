import { createHash } from 'node:crypto'
import type { BranchId, MemberId } from '../../ids.ts'
import { type Calendar, isWorkday, type Term } from '../../time/calendar.ts'
import { isBefore, later } from '../../time/order.ts'
import type { Candidate } from '../types.ts'
import type { Draw } from './types.ts'

/** Whether somebody may inspect a branch: never the own, and only those that the college names, if it names any. (domain §5) */
export function mayInspect(
  { own, branches }: Pick<Candidate, 'own' | 'branches'>,
  branch: BranchId,
): boolean {
  return own !== branch && (branches === null || branches.includes(branch))
}

type Drawing = {
  branches: readonly BranchId[]
  candidates: readonly Candidate[]
  days: readonly Temporal.PlainDate[]
  seed: number
}

/**
 * Draws a visit to each branch: the same seed draws the same. Loads are as even as who may inspect what allows, and the
 * days lie evenly over those that are given. (domain §1D)
 */
export function draw({ branches, candidates, days, seed }: Drawing): Draw {
  const random = numbersFrom(seed)
  const order = shuffled(branches, random)
  const drawn = balanced(dealt(order, shuffled(candidates, random)), candidates)
  const able = order.filter((branch) => drawn.has(branch))
  return {
    visits: able.flatMap((branch, nth) => {
      const inspector = drawn.get(branch)
      const day = days[Math.floor(((2 * nth + 1) * days.length) / (2 * able.length))]
      return inspector === undefined || day === undefined ? [] : [{ branch, inspector, day }]
    }),
    nobody: branches.filter((branch) => !drawn.has(branch)),
  }
}

type Dealt = Map<BranchId, MemberId>

/** Each branch to whoever has least to do of those who may. */
function dealt(branches: readonly BranchId[], candidates: readonly Candidate[]): Dealt {
  const drawn: Dealt = new Map()
  for (const branch of branches) {
    const loads = loadsOf(drawn, candidates)
    const able = candidates.filter((one) => mayInspect(one, branch))
    const least = Math.min(...able.map(({ who }) => loads.get(who) ?? 0))
    const chosen = able.find(({ who }) => loads.get(who) === least)
    if (chosen !== undefined) drawn.set(branch, chosen.who)
  }
  return drawn
}

function loadsOf(drawn: Dealt, candidates: readonly Candidate[]): Map<MemberId, number> {
  const own = (who: MemberId) => [...drawn.values()].filter((one) => one === who).length
  return new Map(candidates.map(({ who, load }) => [who, load + own(who)]))
}

/** Passes branches on, from one to the next who may, until no chain takes from somebody with two more than its end. */
function balanced(drawn: Dealt, candidates: readonly Candidate[]): Dealt {
  for (;;) {
    const chain = candidates.map((from) => chainFrom(from, drawn, candidates)).find((one) => one !== null)
    if (chain === undefined || chain === null) return drawn
    for (const { branch, to } of chain) drawn.set(branch, to)
  }
}

type Step = { branch: BranchId; to: MemberId }

/** How somebody with too much passes a branch on; null when nobody at the end of a chain has so much less. */
function chainFrom(from: Candidate, drawn: Dealt, candidates: readonly Candidate[]): Step[] | null {
  const loads = loadsOf(drawn, candidates)
  const reached = new Map<MemberId, Step[]>([[from.who, []]])
  for (const [holder, steps] of reached) {
    if ((loads.get(holder) ?? 0) <= (loads.get(from.who) ?? 0) - 2) return steps
    const held = [...drawn].flatMap(([branch, who]) => (who === holder ? [branch] : []))
    for (const branch of held)
      for (const { who } of candidates.filter((one) => mayInspect(one, branch)))
        if (!reached.has(who)) reached.set(who, [...steps, { branch, to: who }])
  }
  return null
}

/**
 * The workdays on which a term's inspections are made, from `from` on: those of its middle half; once that is over, what is
 * left of the term.
 */
export function inspectionDays(
  { week1Monday, weeks }: Term,
  { from, calendar }: { from: Temporal.PlainDate; calendar: Calendar },
): Temporal.PlainDate[] {
  const begin = week1Monday.add({ weeks: Math.floor(weeks / 4) })
  const end = week1Monday.add({ weeks: Math.ceil((weeks * 3) / 4) })
  const workdays = (to: Temporal.PlainDate) =>
    daysFrom(later(from, begin), to).filter((day) => isWorkday(calendar, day))
  const middle = workdays(end)
  return middle.length > 0 ? middle : workdays(week1Monday.add({ weeks }))
}

function daysFrom(first: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate[] {
  const all: Temporal.PlainDate[] = []
  for (let day = first; isBefore(day, to); day = day.add({ days: 1 })) all.push(day)
  return all
}

/** Tells whether two draws are the same. */
export function printOf({ visits }: Draw): string {
  const lines = visits.map(({ branch, inspector, day }) => `${branch} ${inspector} ${day.toString()}`)
  return createHash('sha256').update(lines.join('\n')).digest('base64url').slice(0, 16)
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const keyed = all.map((one) => ({ one, at: random() }))
  return keyed.sort((a, b) => a.at - b.at).map(({ one }) => one)
}

/** The numbers from 0 to 1 that follow from a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
