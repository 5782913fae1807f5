import type { Figures } from '../../measures/types.ts'
import { isAfter } from '../../time/order.ts'
import type { Part } from '../types.ts'
import type { BranchDuty, BranchWeek, Medians } from './types.ts'

/** With fewer, a median would tell a branch what another one did. */
const FEWEST = 3

/** The medians of the branches whose figures are whole. */
export function mediansOf(parts: readonly Part[]): Medians {
  const whole = parts.flatMap(({ figures, gaps, closed }) =>
    figures === null || gaps.length > 0 || closed ? [] : [figures],
  )
  const of = (value: (one: Figures) => number | null) =>
    median(whole.map(value).filter((one) => one !== null))
  return { held: of(({ held }) => held), rate: of(({ rate }) => rate), onTime: of(onTime) }
}

function median(values: readonly number[]): number | null {
  if (values.length < FEWEST) return null
  const sorted = values.toSorted((one, other) => one - other)
  const half = sorted.length / 2
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}

/** The share of the records due that came in on time; null when none was due. */
export function onTime({ reportsDue, reportsOnTime }: Figures): number | null {
  return reportsDue === 0 ? null : reportsOnTime / reportsDue
}

/** So many things are named with their button: a phone shows no more at a glance. */
const MOST_NAMED = 3

/** What of all that waits is named: records first, each first due first. */
export function named<R, T>({ reports, tasks }: Waiting<R, T>): { reports: R[]; tasks: T[] } {
  const first = reports.slice(0, MOST_NAMED)
  return { reports: first, tasks: tasks.slice(0, MOST_NAMED - first.length) }
}

type Waiting<R, T> = { reports: readonly R[]; tasks: readonly T[] }

/** Whether a duty's window ended within the week that was counted. */
export function isOver({ window }: BranchDuty, { to }: Pick<BranchWeek, 'to'>): boolean {
  return !isAfter(window.to, to)
}

/** How many sittings are neither held nor planned. */
export function missingOf({ required, done, planned }: BranchDuty): number {
  return Math.max(0, required - done - planned)
}

/** The duties that are named: those of a month or quarter that runs, and whatever is short when it is over or nearly so. */
export function dutiesShown(week: BranchWeek): BranchDuty[] {
  return week.duties.filter((one) => {
    if (one.required === 0) return false
    const isShort = missingOf(one) > 0
    return isOver(one, week) ? isShort : one.duty.months <= 3 || (isShort && isNear(one, week))
  })
}

/** Two thirds of its window have passed. */
function isNear({ window: { warnFrom } }: BranchDuty, { to }: Pick<BranchWeek, 'to'>): boolean {
  return !isAfter(warnFrom, to)
}

/** Whether the week says nothing: nothing took place or was to, nothing waits, nothing comes, nothing is about to be missed. */
export function isCalm(week: BranchWeek): boolean {
  const { part, reports, tasks, passed, duties } = week
  const { figures } = part
  if (figures === null) return false
  const nothingWas = figures.planned + figures.held + figures.reportsDue + passed.length === 0
  const nothingWaits = reports.length + tasks.length + part.next.count === 0
  return nothingWas && nothingWaits && duties.every((one) => missingOf(one) === 0 || !isNear(one, week))
}

/** Whether all branches rest, in this week and in the one that follows: a holiday. */
export function isHoliday(parts: readonly Part[]): boolean {
  return parts.every(({ figures, next }) => (figures?.planned ?? 0) + (figures?.held ?? 0) + next.count === 0)
}
