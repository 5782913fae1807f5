import { figuresOfOne } from '../../measures/service.ts'
import type { Facts, FigureName, Figures, WaitingRow } from '../../measures/types.ts'
import { stillOverdue } from '../rules.ts'
import type { DutyLine, Part, Snapshot } from '../types.ts'
import type { ComparedRow, CountedRow, DigestNumber, Of } from './types.ts'

type Meeting = { meeting: string; at: Temporal.Instant }

/** All that the numbers of a part are counted from. */
export type Behind = {
  facts: Facts
  waiting: readonly WaitingRow[]
  next: readonly Meeting[]
  duties: readonly { duty: DutyLine; done: readonly Meeting[] }[]
}

/** The rows of a part: of each number they add up to it. */
export function countedRows({ facts, waiting, next, duties }: Behind): CountedRow[] {
  const meetings = ({ meeting: id, at }: Meeting, name: string): CountedRow => {
    return { kind: 'meeting', id, at, counts: { [name]: 1 } }
  }
  return [
    ...factRows(facts),
    ...waiting.map(({ kind, id, at, number }) => ({ kind, id, at, counts: { [number]: 1 } })),
    ...next.map((one) => meetings(one, 'next')),
    ...duties.flatMap(({ duty, done }) => done.map((one) => meetings(one, dutyName(duty)))),
  ]
}

/** The sittings and records that figures count. */
export function factRows(facts: Facts): CountedRow[] {
  return [
    ...facts.sittings.map((sitting): CountedRow => {
      const { meeting: id, startsAt: at } = sitting
      return { kind: 'meeting', id, at, counts: countsOf(figuresOfOne(facts, { sitting })) }
    }),
    ...facts.reports.map((report): CountedRow => {
      const { id, dueAt: at } = report
      return { kind: 'report', id, at, counts: countsOf(figuresOfOne(facts, { report })) }
    }),
  ]
}

function countsOf({ rate: _, ...counts }: Figures): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

/** A duty in one of its windows. */
export function dutyName({ window, of, type }: Pick<DutyLine, 'window' | 'of' | 'type'>): string {
  return `duty:${window}:${of}:${type}`
}

/** The weeks before, by the name of the number that shows them. */
export const WEEK = 'week:'
const DUTY = 'duty:'

/** The figures that the cards of a digest show, or work out what they show from; all others are for 统计. */
const COUNTED: readonly FigureName[] = [
  ...(['held', 'unrecorded', 'unconfirmed', 'fresh', 'adjourned', 'due', 'leave', 'present'] as const),
  ...(['reportsDue', 'reportsOnTime', 'reportsLate', 'reportsMissing'] as const),
]

/** What the digest itself says of a part, by name; nothing of one that could not be counted. */
export function numbersOf(part: Part): Readonly<Record<string, number>> {
  const { figures, late, next, duties, returned, toReview, remedies, tasks, passed } = part
  if (figures === null) return {}
  return {
    ...Object.fromEntries(COUNTED.map((name) => [name, figures[name]])),
    able: figures.due - figures.leave,
    ...{ missing: stillOverdue(part), cameSince: late.reports, next: next.count },
    ...{ returned, toReview, remedies, tasks, passed },
    ...Object.fromEntries(duties.map((one) => [dutyName(one), one.done])),
  }
}

/** The figures that a digest shows, then what waits and what is to come, in the order of its card. */
export const SHOWN_FIGURES = [
  ...(['held', 'unrecorded', 'rate', 'unconfirmed', 'fresh', 'adjourned'] as const),
  ...(['reportsDue', 'reportsOnTime', 'reportsLate', 'reportsMissing', 'cameSince'] as const),
] as const
export const SHOWN_WAITING = [
  ...(['toReview', 'missing', 'returned', 'remedies', 'tasks', 'passed', 'next'] as const),
] as const

/** Of which the college's own meetings are part in what is said of all: it waits for them as for a branch. */
const WAITING: readonly string[] = [...SHOWN_WAITING, 'cameSince']

/** The parts whose rows a number of these counts. */
export function partsFor({ branches, college }: Snapshot, of: Of, name: string): readonly Part[] {
  if (of === 'college') return [college]
  if (of !== 'all') return branches.filter(({ id }) => id === of)
  return WAITING.includes(name) ? [...branches, college] : branches
}

/** The values that the rows of a number show. */
export function valuesOf(name: string): readonly string[] {
  if (name === 'rate') return ['able', 'present']
  return name.startsWith(WEEK) ? ['held', 'able', 'present', 'reportsDue', 'reportsOnTime'] : [name]
}

/** A number of a digest with what it said; null when its digest has none of that name. */
export function numberIn(shown: Snapshot, of: Of, name: string): DigestNumber | null {
  const parts = partsFor(shown, of, name)
  const week = name.startsWith(WEEK) ? name.slice(WEEK.length) : null
  const said = parts.map((part) => (week === null ? numbersOf(part) : weekOf(part, week)))
  const values = valuesOf(name).map((value) => ({
    name: value,
    was: sum(said.map((one) => one[value] ?? 0)),
  }))
  return said.some((one) => valuesOf(name).some((value) => value in one)) ? { name, values } : null
}

function weekOf({ earlier }: Part, week: string): Readonly<Record<string, number>> {
  const found = earlier.find((one) => one.week === week)
  if (found === undefined) return {}
  const { held, able, present, reportsDue, reportsOnTime } = found
  return { held, able, present, reportsDue, reportsOnTime }
}

/** The numbers of a digest that count anything: its figures, what waits, its duties, the weeks before. */
export function numbersIn(
  shown: Snapshot,
  of: Of,
): Record<'figures' | 'waiting' | 'duties' | 'weeks', DigestNumber[]> {
  const own = partsFor(shown, of, 'held')
  const named = (names: Iterable<string>) =>
    [...new Set(names)].flatMap((name) => {
      const found = numberIn(shown, of, name)
      return found?.values.some(({ was }) => was !== 0) ? [found] : []
    })
  return {
    figures: named(SHOWN_FIGURES),
    waiting: named(SHOWN_WAITING),
    // Of a duty that nobody has met it is asked who has not.
    duties: [...new Set(own.flatMap(({ duties }) => duties.filter(isOwed).map(dutyName)))].flatMap(
      (name) => numberIn(shown, of, name) ?? [],
    ),
    weeks: named(own.flatMap(({ earlier }) => earlier.map(({ week }) => `${WEEK}${week}`)).toSorted()),
  }
}

function isOwed({ required }: DutyLine): boolean {
  return required > 0
}

/** How the branches stand to a duty: how many have met it, and which have not; null for what is no duty. */
export function standingTo(
  parts: readonly Part[],
  name: string,
): { duty: DutyLine; met: number; of: number; short: string[] } | null {
  if (!name.startsWith(DUTY)) return null
  const owed = parts.flatMap(({ name: whose, duties }) => {
    const duty = duties.find((one) => dutyName(one) === name)
    return duty === undefined || !isOwed(duty) ? [] : [{ whose, duty }]
  })
  const [first] = owed
  if (first === undefined) return null
  const short = owed.filter(({ duty: { done, required } }) => done < required)
  return {
    duty: first.duty,
    met: owed.length - short.length,
    of: owed.length,
    short: short.map(({ whose }) => whose),
  }
}

type Owned = CountedRow & { part: string }
/** Null: what a digest counted was not kept, or what is there now is not compared with it. */
type Both = { was: readonly Owned[] | null; now: readonly Owned[] | null }

/** The rows of a number, as the digest counted them beside what they are now, in the order of the parts and then of time. */
export function compared(
  { was, now }: Both,
  name: string,
  parts: readonly Part[],
): Omit<ComparedRow, 'title'>[] {
  const names = valuesOf(name)
  const [before, after] = [was && keyed(was, names), now && keyed(now, names)]
  const all = new Map([...(after ?? []), ...(before ?? [])].map(([key, { row }]) => [key, row]))
  const place = new Map(parts.map(({ id }, nth) => [id, nth]))
  const nothing = names.map(() => null)
  const rows = [...all].map(([key, { kind, id, at, part }]) => ({
    ...{ kind, id, at, part },
    was: before?.get(key)?.values ?? nothing,
    now: after?.get(key)?.values ?? nothing,
  }))
  return rows.toSorted(
    (one, other) =>
      (place.get(one.part) ?? 0) - (place.get(other.part) ?? 0) ||
      one.at.epochMilliseconds - other.at.epochMilliseconds,
  )
}

/** One row may have been counted by several numbers: it is one here. */
function keyed(rows: readonly Owned[], names: readonly string[]) {
  const found = new Map<string, { row: Owned; values: number[] }>()
  for (const row of rows) {
    const values = names.map((name) => countIn(row, name))
    if (values.some((value) => value !== 0)) found.set(`${row.part} ${row.kind} ${row.id}`, { row, values })
  }
  return found
}

function countIn({ counts }: CountedRow, name: string): number {
  return name === 'able' ? (counts['due'] ?? 0) - (counts['leave'] ?? 0) : (counts[name] ?? 0)
}

/** How much the rows of a value add up to. */
export function sumAt(rows: readonly ComparedRow[], which: 'was' | 'now', nth: number): number {
  return sum(rows.map((row) => row[which][nth] ?? 0))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
