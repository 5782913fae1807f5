import { cutTo } from '../../src/cards/shortened.ts'
import { countHeadings, HEAD_LINES, type TableRow } from './csv.ts'
import { chineseHeading, type Column, COLUMNS, headingOf, nearestHeading, REQUIRED } from './headings.ts'
import { language } from '../env.ts'
import type { Said } from './language.ts'
import { say } from './members-words.ts'

/** Says what is wrong in a line, and where in it; column 1 is the first. */
export type Blame = (line: number, said: Said, column?: number) => void

/** One person's line. */
export type Row = {
  line: number
  /** The text of a cell without what cannot be seen; empty when there is none. */
  cell(column: Column): string
  /** Says what is wrong with a cell, named as its heading is written. */
  wrong(column: Column, said: (heading: string) => Said): void
}

/** Finds the headings, names every fault of the table's form, and gives each line by its columns. */
export function readTable(rows: readonly TableRow[], blame: Blame): { headings: Column[]; rows: Row[] } {
  const words = say()
  if (rows.length === 0) {
    blame(1, words.empty())
    return NOTHING
  }
  const at = rows.slice(0, HEAD_LINES).findIndex(({ cells }) => countHeadings(cells) >= 2)
  const header = rows[at]
  if (header === undefined) {
    // What stands there instead may be people: it is not repeated.
    blame(rows[0]?.line ?? 1, words.noHeader())
    return NOTHING
  }
  const columns = columnsOf(header, blame)
  if (columns === null) return NOTHING
  const body = rows.slice(at + 1).filter((row) => isInForm(row, header, blame))
  return {
    headings: [...columns.keys()],
    rows: body.map((row) => rowOf(row, { header, columns, blame })),
  }
}

const NOTHING: ReturnType<typeof readTable> = { headings: [], rows: [] }

type Columns = ReadonlyMap<Column, number>

function columnsOf({ line, cells }: TableRow, blame: Blame): Columns | null {
  const words = say()
  const columns = new Map<Column, number>()
  for (const [index, written] of cells.entries()) {
    const column = headingOf(written)
    const shown = shownHeading(written)
    if (column === null) blame(line, words.unknownHeading(shown, nearestHeading(written)), index + 1)
    if (column === null || column === 'ignored') continue
    const first = columns.get(column)
    if (first !== undefined) blame(line, words.headingTwice(shown, first + 1), index + 1)
    else columns.set(column, index)
  }
  const absent = REQUIRED.filter((column) => !columns.has(column))
  if (absent.length === 0) return columns
  blame(line, words.missing(absent.map(headingName).join('、')))
  return null
}

/** A heading as it is written, as far as it is worth repeating. */
function shownHeading(written: string): string {
  return cutTo(visible(written), 12)
}

/** What a column is called where it has no heading. */
export function headingName(column: Column): string {
  return language() === 'en' ? column : chineseHeading(column)
}

/** A line with another separator is one cell: nothing more can be said about it. */
function isInForm({ line, cells }: TableRow, header: TableRow, blame: Blame): boolean {
  const words = say()
  const filled = cells.filter((cell) => visible(cell) !== '')
  if (
    filled.length === 1 &&
    countHeadings(header.cells) > 1 &&
    /(?:[^,;，；\t|]*[,;，；\t|]){2}/.test(filled[0] ?? '')
  ) {
    blame(line, words.otherSeparator())
    return false
  }
  const extra = cells.findIndex(
    (cell, index) => visible(cell) !== '' && visible(header.cells[index] ?? '') === '',
  )
  if (extra >= 0) blame(line, words.tooMany(extra + 1), extra + 1)
  return true
}

function rowOf(
  { line, cells }: TableRow,
  { header, columns, blame }: { header: TableRow; columns: Columns; blame: Blame },
): Row {
  const headingAt = (index: number | undefined, column: Column) =>
    index === undefined ? headingName(column) : shownHeading(header.cells[index] ?? '')
  return {
    line,
    cell(column) {
      const index = columns.get(column)
      return index === undefined ? '' : visible(cells[index] ?? '')
    },
    wrong(column, said) {
      const index = columns.get(column)
      blame(line, said(headingAt(index, column)), index === undefined ? undefined : index + 1)
    },
  }
}

/** The columns in which anybody has something. */
export function filledColumns(rows: readonly Row[]): Column[] {
  return COLUMNS.filter((column) => rows.some(({ cell }) => cell(column) !== ''))
}

/** A text without what cannot be seen, and without space around it. */
export function visible(text: string): string {
  return text
    .replace(/[\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]|(?![\n\t])\p{Cc}/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
