import { sumOf } from '../measures/service.ts'
import type { Figures } from '../measures/types.ts'
import type { DutyLine, Part } from './types.ts'
import { isWeekBefore } from './weeks/rules.ts'

/** What the committee should look at, by what it is about. */
export const CODES = ['uncounted', 'overdue', 'returned', 'unrecorded', 'assembly', 'quiet'] as const
export type Code = (typeof CODES)[number]

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
export function attention(
  { branches, college }: { branches: readonly Part[]; college: Part },
  assembly: string | null,
): { code: Code; parts: Part[] }[] {
  const all = [...branches, college].map((part) => ({
    part,
    codes: codesOf(part, part === college ? null : assembly),
  }))
  const own = all.filter(({ part }) => part !== college)
  const allQuiet = own.every(({ part, codes }) => part.figures === null || codes.includes('quiet'))
  return CODES.filter((code) => code !== 'quiet' || !allQuiet)
    .map((code) => ({
      code,
      parts: all
        .filter(({ part, codes }) => codes.includes(code) && (code !== 'quiet' || part !== college))
        .map(({ part }) => part),
    }))
    .filter(({ parts }) => parts.length > 0)
}

function codesOf(part: Part, assembly: string | null): Code[] {
  const { figures, closed } = part
  if (figures === null) return ['uncounted']
  if (closed) return []
  const owed = assemblyOf(part, assembly)
  const found: Record<Code, boolean> = {
    uncounted: false,
    overdue: stillOverdue(part) > 0,
    returned: part.returned > 0,
    unrecorded: figures.unrecorded > 0,
    assembly: owed?.isNear === true && owed.done < owed.required,
    quiet: figures.held === 0 && part.next.count === 0,
  }
  return CODES.filter((code) => found[code])
}

/** What is overdue and has not come in since Sunday 24:00: of the rest nobody is reminded. */
export function stillOverdue({ overdue, late }: Pick<Part, 'overdue' | 'late'>): number {
  return overdue - late.reports
}

/** A rate in whole per cent; 100 only when everybody came, null when nobody could. */
export function percent({ rate, present, due, leave }: Figures): number | null {
  if (rate === null) return null
  return present >= due - leave ? 100 : Math.min(99, Math.round(rate * 100))
}

/** Whether fewer than half of those who could have come are noted as present: then the roll is to be checked, not the people. */
export function isDoubtful({ present, due, leave }: Figures): boolean {
  return present * 2 < due - leave
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
