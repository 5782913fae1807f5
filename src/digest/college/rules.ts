import type { MeetingType } from '../../../config/college.ts'
import type { HeatCell, HeatMap } from '../../cards/chart-blocks.ts'
import { sumOf } from '../../measures/service.ts'
import type { Figures } from '../../measures/types.ts'
import { isDoubtful, percent } from '../rules.ts'
import type { DutyLine, Earlier, Part, Snapshot } from '../types.ts'

/** A week of all branches together: in whole per cent who came, and how many records were due and came on time. */
export type Point = { week: string; rate: number | null; held: number; due: number; onTime: number }

type Week = Pick<Earlier, 'week' | 'held' | 'present' | 'able' | 'reportsDue' | 'reportsOnTime'>

/** The weeks before and the digest's own, the latest last; one that is not known of every branch is left out. */
export function pointsOf({ week, branches }: Snapshot): Point[] {
  const parts = branches.flatMap(({ figures, earlier }) => (figures === null ? [] : [{ figures, earlier }]))
  const names = new Set(parts.flatMap(({ earlier }) => earlier.map((one) => one.week)))
  const before = [...names].toSorted().flatMap((name): Point[] => {
    const weeks = parts.flatMap(({ earlier }) => earlier.find((one) => one.week === name) ?? [])
    return weeks.length < parts.length ? [] : [pointOf(name, weeks)]
  })
  return parts.length === 0
    ? []
    : [
        ...before,
        pointOf(
          week,
          parts.map(({ figures }) => weekIn(week, figures)),
        ),
      ]
}

function weekIn(week: string, { held, present, due, leave, reportsDue, reportsOnTime }: Figures): Week {
  return { week, held, present, able: due - leave, reportsDue, reportsOnTime }
}

function pointOf(week: string, all: readonly Week[]): Point {
  const sum = (of: (one: Week) => number) => all.reduce((total, one) => total + of(one), 0)
  const [present, able] = [sum((one) => one.present), sum((one) => one.able)]
  const people = { present, due: able, leave: 0, rate: able === 0 ? null : present / able }
  return {
    week,
    // Fewer than half noted as present: the rolls are to be checked, not the people.
    rate: isDoubtful(people) ? null : percent(people),
    held: sum((one) => one.held),
    due: sum((one) => one.reportsDue),
    onTime: sum((one) => one.reportsOnTime),
  }
}

/** How many records of a hundred came on time; null when none was due. */
export function onTimePercent({ due, onTime }: Pick<Point, 'due' | 'onTime'>): number | null {
  return due === 0 ? null : Math.floor((onTime * 100) / due)
}

/** All branches' figures, and whether their rate says something: not while more than a fifth of them are 数据不足. */
export function wholeOf({ branches }: Snapshot): { figures: Figures; short: number; isShort: boolean } {
  const counted = branches.flatMap(({ figures, gaps }) => (figures === null ? [] : [{ figures, gaps }]))
  const short = counted.filter(({ gaps }) => gaps.length > 0).length
  const figures = sumOf(counted.map((one) => one.figures))
  const isShort = short * 5 > counted.length || counted.some(({ gaps }) => gaps.includes('movedIn'))
  return { figures, short, isShort }
}

/** A phone shows so many rows of a field; of more branches none is drawn. */
const MOST_ROWS = 30
const FEWEST_ROWS = 2
/** And so many columns: of more types there are several fields. */
const MOST_COLUMNS = 8

/**
 * How far each branch is with each type that has a duty in the present month, quarter or year, in the college's order; several
 * fields of about as many types each where a phone could not show them in one, none where it says nothing.
 */
export function cadenceMaps(
  parts: readonly Part[],
  types: readonly MeetingType[],
): Omit<HeatMap, 'kind' | 'title'>[] {
  const shown = parts.filter(
    ({ figures, closed, duties }) => figures !== null && !closed && duties.length > 0,
  )
  if (shown.length < FEWEST_ROWS || parts.length > MOST_ROWS) return []
  return evenly(dutyNames(shown), MOST_COLUMNS).map((names) => ({
    columns: names.map((name) => columnName(name, types)),
    rows: shown.map(({ name: label, duties }) => ({
      label,
      cells: names.map((name) => cellOf(presentDuty(duties, name))),
    })),
  }))
}

function evenly<T>(all: readonly T[], most: number): T[][] {
  const size = Math.ceil(all.length / Math.max(1, Math.ceil(all.length / most)))
  return Array.from({ length: size === 0 ? 0 : Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  )
}

/** How many branches have met each duty of the present month, quarter or year. */
export function metBy(parts: readonly Part[]): { type: string; months: number; met: number; of: number }[] {
  const shown = parts.filter(({ figures, closed }) => figures !== null && !closed)
  return dutyNames(shown).flatMap((name) => {
    const lines = shown.flatMap(({ duties }) => presentDuty(duties, name) ?? [])
    const [first] = lines
    if (first === undefined) return []
    const met = lines.filter(({ done, required }) => done >= required).length
    return [{ type: name, months: first.months, met, of: lines.length }]
  })
}

function dutyNames(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap(({ duties }) => duties.filter(isPresent).map(({ type }) => type)))]
}

function isPresent({ isOver, required }: DutyLine): boolean {
  return !isOver && required > 0
}

function presentDuty(duties: readonly DutyLine[], name: string): DutyLine | null {
  return duties.find((duty) => duty.type === name && isPresent(duty)) ?? null
}

/** The shortest of a type's names. */
function columnName(name: string, types: readonly MeetingType[]): string {
  const known = types.find((type) => type.name === name)
  return [name, ...(known?.aliases ?? [])].reduce((one, other) => (other.length < one.length ? other : one))
}

function cellOf(duty: DutyLine | null): HeatCell {
  if (duty === null) return { text: '—', shade: 'none' }
  const { done, planned, required, isNear } = duty
  const text = `${done}/${required}`
  if (done >= required) return { text, shade: 'done' }
  if (done + planned >= required) return { text, shade: 'partly' }
  // While there is time, what is not yet planned is nobody's fault.
  return { text, shade: isNear ? 'open' : 'none' }
}
