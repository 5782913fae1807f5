import { definitions, rateDefinition } from '../../measures/service.ts'
import type { Figures } from '../../measures/types.ts'
import type { Part, Snapshot } from '../types.ts'
import { words } from './words.ts'

const MEETINGS = ['planned', 'held', 'moved', 'cancelled', 'adjourned', 'open'] as const
const PEOPLE = ['due', 'present', 'late', 'leave', 'absent', 'rate'] as const
const REPORTS = ['reportsDue', 'reportsOnTime', 'reportsLate', 'reportsMissing'] as const
const NAMES = [...MEETINGS, ...PEOPLE, ...REPORTS]

type Name = (typeof NAMES)[number]

/** The figures of one branch, or of the college's own meetings, under names that other programs rely on; null: not counted. */
export type FigureRow = { id: string } & Record<Name, number | null>
export type WeekFigures = { week: string; branches: FigureRow[]; college: FigureRow }

/** The figures of a week, as other programs read them. */
export function figuresIn({ week, branches, college }: Snapshot): WeekFigures {
  return { week, branches: branches.map(rowOf), college: rowOf(college) }
}

function rowOf({ id, figures }: Part): FigureRow {
  const values = NAMES.map((name) => [name, figures?.[name] ?? null])
  return { id, ...(Object.fromEntries(values) as Record<Name, number | null>) } // made of every name
}

/** The same as a table to be read. */
export function figureLines({ branches, college }: Snapshot): string[] {
  const heads = NAMES.map((name) => (name === 'rate' ? rateDefinition.name : definitions[name].name))
  const rows = [...branches, college].map(({ name, figures }) => [
    name,
    ...NAMES.map((each) => (figures === null ? words.uncounted : cell(each, figures))),
  ])
  const all = [[words.branch, ...heads], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? '')))) ?? []
  return all.map((row) =>
    row
      .map((text, column) => padded(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function cell(name: Name, figures: Figures): string {
  const value = figures[name]
  if (name !== 'rate') return String(value)
  return value === null ? words.none : words.percent((value * 100).toFixed(2))
}

/** A Chinese sign is as wide as two Latin ones. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
