import { sumOf } from '../measures/service.ts'
import type { Figures } from '../measures/types.ts'
import type { DutyLine, Part } from './types.ts'
import { isWeekBefore } from './weeks/rules.ts'

/** What the committee should look at, by what it is about: first what it decides on itself. */
export const CODES = [
  'uncounted',
  'toReview',
  'overdue',
  'cadence',
  'adjourned',
  'remedies',
  'returned',
  'unrecorded',
  'quiet',
] as const
export type Code = (typeof CODES)[number]

/** One thing to look at, with the parts it concerns; `duty`: which one is about to be missed, or was. */
export type Item = {
  code: Code
  parts: Part[]
  duty: Pick<DutyLine, 'type' | 'of' | 'months' | 'isOver'> | null
}

/** What all branches did together; a branch that could not be counted is in no sum. */
export type Totals = {
  figures: Figures
  branches: number
  /** Branches in which something was held. */
  active: number
  /** Held in the week before; null when that is not known of every branch. */
  heldBefore: number | null
  tasks: number
  /** Overdue records that came in since Sunday 24:00. */
  cameSince: number
  assemblies: number
  assembliesUnrecorded: number
}

/** Sums the branches' parts that were counted. `assembly`: the type of the quarter's meeting of all members. */
export function totalsOf(
  all: readonly Part[],
  { week, assembly }: { week: string; assembly: string | null },
): Totals {
  const parts = all.flatMap((part) => (part.figures === null ? [] : [{ ...part, figures: part.figures }]))
  const before = parts.map(({ earlier }) => earlier.find((one) => isWeekBefore(one.week, week))?.held)
  const known = before.filter((held) => held !== undefined)
  const duties = parts.flatMap((part) => assemblyOf(part, assembly) ?? [])
  return {
    figures: sumOf(parts.map(({ figures }) => figures)),
    branches: parts.length,
    active: parts.filter(({ figures }) => figures.held > 0).length,
    heldBefore: parts.length > 0 && known.length === parts.length ? sum(known) : null,
    tasks: sum(parts.map(({ tasks }) => tasks)),
    cameSince: sum(parts.map(({ late }) => late.reports)),
    assemblies: duties.filter(({ done }) => done > 0).length,
    assembliesUnrecorded: duties.filter(({ done, unrecorded }) => done > 0 && unrecorded === done).length,
  }
}

/** How the quarter's meeting of all members stands, in the quarter in which the week began; null where none is owed. */
export function assemblyOf({ duties }: Pick<Part, 'duties'>, assembly: string | null): DutyLine | null {
  return duties.find(({ type }) => type === assembly) ?? null
}

/** Whether the quarter in which the week began is over when the week is. */
export function isQuarterOver({ branches }: { branches: readonly Part[] }, assembly: string | null): boolean {
  return branches.some((part) => assemblyOf(part, assembly)?.isOver === true)
}

/** What needs attention, by code, with the parts it concerns. A week in which every branch rests is a holiday. */
export function attention({ branches, college }: { branches: readonly Part[]; college: Part }): Item[] {
  const isQuiet = (part: Part) => part !== college && codesOf(part).includes('quiet')
  const allQuiet = branches.every((part) => part.figures === null || isQuiet(part))
  const all = [...branches, college]
  return CODES.flatMap((code): Item[] => {
    if (code === 'cadence') return missedIn(all)
    if (code === 'quiet' && allQuiet) return []
    const parts = all.filter((part) => (code === 'quiet' ? isQuiet(part) : codesOf(part).includes(code)))
    return parts.length === 0 ? [] : [{ code, parts, duty: null }]
  })
}

function codesOf(part: Part): Code[] {
  const { figures, closed } = part
  if (figures === null) return ['uncounted']
  if (closed) return []
  const found: Record<Exclude<Code, 'cadence'>, boolean> = {
    uncounted: false,
    toReview: part.toReview > 0,
    overdue: stillOverdue(part) > 0,
    adjourned: part.adjourned.length > 0,
    remedies: part.remedies > 0,
    returned: part.returned > 0,
    unrecorded: figures.unrecorded > 0,
    quiet: figures.held === 0 && part.next.count === 0,
  }
  return CODES.filter((code) => code !== 'cadence' && found[code])
}

/** Duties that are neither met nor planned though most of their time is over, or that were not met in time: an item for each. */
function missedIn(parts: readonly Part[]): Item[] {
  const items = new Map<string, Item>()
  for (const part of parts.filter(({ closed, figures }) => !closed && figures !== null)) {
    for (const duty of part.duties.filter(isMissed)) {
      const { type, of, months, isOver } = duty
      const key = `${type} ${of} ${months} ${isOver}`
      const item = items.get(key) ?? { code: 'cadence', parts: [], duty: { type, of, months, isOver } }
      items.set(key, { ...item, parts: [...item.parts, part] })
    }
  }
  return [...items.values()]
}

function isMissed({ isOver, isNear, done, planned, required }: DutyLine): boolean {
  return isOver ? done < required : isNear && done + planned < required
}

/** What is overdue and has not come in since Sunday 24:00: of the rest nobody is reminded. */
export function stillOverdue({ overdue, late }: Pick<Part, 'overdue' | 'late'>): number {
  return overdue - late.reports
}

type Attended = Pick<Figures, 'rate' | 'present' | 'due' | 'leave'>

/** A rate in whole per cent; 100 only when everybody came, null when nobody could. */
export function percent({ rate, present, due, leave }: Attended): number | null {
  if (rate === null) return null
  return present >= due - leave ? 100 : Math.min(99, Math.round(rate * 100))
}

/** Whether fewer than half of those who could have come are noted as present: then the roll is to be checked, not the people. */
export function isDoubtful({ present, due, leave }: Omit<Attended, 'rate'>): boolean {
  return present * 2 < due - leave
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
