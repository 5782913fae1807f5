import { bareName } from '../../../config/college/bare-name.ts'
import { idOf } from '../../../config/college/check-programmes.ts'
import type { WrittenRow } from '../../../config/college/programmes.ts'
import { cutTo } from '../../cards/shortened.ts'
import type { BranchId } from '../../ids.ts'
import { branchNames } from '../../roster/service.ts'
import type { Branch, Person } from '../../roster/types.ts'
import { EMPTY, yearOf } from '../composing/service.ts'
import type { Done, Draft, Found, Knows, ReadRefusal } from '../composing/types.ts'
import { LONGEST_TITLE } from '../forms/service.ts'
import {
  LONGEST_TITLE as LONGEST_STEP,
  MOST_STEPS,
  nextId,
  readStep,
  saysWhen,
  StepShape,
} from '../steps/service.ts'
import type { Step } from '../types.ts'
import { cellsOf, headedBy, isFooter, isStepColumn, markOf, nameOf } from '../sheets/service.ts'
import type { Column, Headed, Rows } from '../sheets/types.ts'
import { words } from './words.ts'

/** A sheet of more lines is no list of rows. */
export const MOST_ROWS = 1_000
const MOST_COLUMNS = 60
/** What is kept of a cell. */
const LONGEST_CELL = 100

/** From what a sheet is read; `people` are those whom its names may mean. */
export type Reading = Knows & {
  people: ReadonlyMap<string, Person[]>
  today: Temporal.PlainDate
  name: string
}

type Read = { ok: true; draft: Draft } | { ok: false; refusal: ReadRefusal }

/** The programme that a sheet describes: its first line names columns, its first column whom each row concerns. */
export function readTable(rows: Rows, reading: Reading): Read {
  const headed = headedBy(rows, (cell) => branchOf(cell, reading.branches) !== null)
  if (headed === null) return { ok: false, refusal: 'noHeadings' }
  if (headed.columns.length > MOST_COLUMNS) return { ok: false, refusal: 'tooMany' }
  const title = titleOf(headed, reading.name)
  const columns = stepsIn(headed, { ...reading, year: yearOf(title) })
  if (columns.length === 0) return { ok: false, refusal: 'noColumns' }
  if (columns.length > MOST_STEPS) return { ok: false, refusal: 'tooMany' }
  const listed = rowsIn(headed, { ...reading, columns })
  if (listed.rows.length === 0) return { ok: false, refusal: 'noRows' }
  const steps = columns.map(({ step }) => step)
  const draft = { ...EMPTY, title, steps, rows: listed.rows, done: listed.done, found: listed.found }
  return { ok: true, draft }
}

function titleOf({ titles }: Headed, file: string): string {
  const title = titles.find((one) => !/^附件/.test(one)) ?? file.replace(/\.\w+$/, '')
  return cutTo(title.replace(/\s+/g, ' '), LONGEST_TITLE)
}

type StepColumn = { at: number; step: Step }

/** Columns whose heading says a day, or that hold nothing but marks, are steps. */
function stepsIn(
  headed: Headed,
  { seen, year }: Pick<Reading, 'seen'> & { year: number | null },
): StepColumn[] {
  const found: StepColumn[] = []
  for (const column of headed.columns.filter(({ role }) => role === 'other')) {
    const before = found.map(({ step }) => step)
    const from = { seen, year, before }
    const { heading, at } = column
    if (!saysWhen(heading, from) && !isStepColumn(headed, column, seen)) continue
    const title = cutTo(heading, LONGEST_STEP)
    // A day that is not understood is asked for.
    found.push({ at, step: readStep(heading, from) ?? StepShape.parse({ id: nextId(before), title }) })
  }
  return found
}

type Listing = Reading & { columns: readonly StepColumn[] }
type Listed = { rows: (string | WrittenRow)[]; done: Done[]; found: Found }

function rowsIn(headed: Headed, listing: Listing): Listed {
  const of = kindOf(headed)
  const attributes = attributesIn(headed, listing)
  const found: Found = {
    of,
    rows: 0,
    missing: [],
    unknown: [],
    attributes: attributes.map(nameOf),
    unread: [],
  }
  const listed: Listed = { rows: [], done: [], found }
  const known = new Set<string>()
  for (const line of placed(headed, of)) addLine(line, { ...listing, headed, attributes, known, listed })
  const missing = of === 'branches' ? listing.branches.filter(({ id }) => !known.has(id)) : []
  found.rows = listed.rows.length
  found.missing = missing.map(({ id }) => id)
  return listed
}

type Line = { line: number; cells: readonly string[]; place: string; of: Found['of'] }

/** The lines of a list, each with what says its branch; one that stands in merged cells stands in the first of them. */
function placed(headed: Headed, of: Found['of']): Line[] {
  let above = ''
  return headed.lines.flatMap(({ line, cells }) => {
    if (isFooter(cells)) return []
    const own = cellIn(headed, cells, 'branch')
    const place = own === '' && of !== 'branches' ? above : own
    above = place
    return [{ line, cells, place, of }]
  })
}

type Adding = Listing & { headed: Headed; attributes: readonly Column[]; known: Set<string>; listed: Listed }

function addLine(one: Line, adding: Adding): void {
  const { headed, attributes, known, listed } = adding
  const { line, cells } = one
  const row = rowFrom(one, adding)
  const said = keyOf(headed, cells)
  const id = row === null ? '' : idOf(row)
  if (row === null || known.has(id)) {
    listed.found.unknown.push({ line, said: row === null ? said : words.twice(said) })
    return
  }
  known.add(id)
  const texts = attributes.map((column) => [nameOf(column), cut(cells[column.at])] as const)
  const given = Object.fromEntries(texts.filter(([, text]) => text !== ''))
  listed.rows.push(Object.keys(given).length > 0 ? { ...row, attributes: given } : plain(row))
  takeMarks({ line, cells, row: id }, adding)
}

/** A row that says nothing but its branch is its id. */
function plain(row: WrittenRow): string | WrittenRow {
  return Object.keys(row).length === 1 && row.branch !== undefined ? row.branch : row
}

function kindOf({ columns }: Headed): Found['of'] {
  const has = (role: Column['role']) => columns.some((column) => column.role === role)
  if (has('member')) return 'people'
  return has('project') ? 'projects' : 'branches'
}

function attributesIn(headed: Headed, { columns }: Listing): Column[] {
  return headed.columns.filter(
    (column) =>
      column.role === 'other' &&
      !columns.some(({ at }) => at === column.at) &&
      cellsOf(headed.lines, column).length > 0,
  )
}

function cellIn({ columns }: Headed, cells: readonly string[], role: Column['role']): string {
  const at = columns.find((column) => column.role === role)?.at
  return at === undefined ? '' : (cells[at] ?? '').trim()
}

/** What a line is known by, for whoever looks for it in the sheet. */
function keyOf(headed: Headed, cells: readonly string[]): string {
  const keys = (['member', 'project', 'branch'] as const).map((role) => cellIn(headed, cells, role))
  return cut(keys.find((key) => key !== '') ?? cells.find((cell) => cell.trim() !== ''))
}

function cut(cell = ''): string {
  return cutTo(cell.trim(), LONGEST_CELL)
}

function rowFrom(
  { line, cells, place, of }: Line,
  { headed, branches, people, listed }: Adding,
): WrittenRow | null {
  const branch = branchOf(place, branches)
  if (of === 'people') {
    const meant = people.get(bareName(cellIn(headed, cells, 'member'))) ?? []
    const [only, another] = branch === null ? meant : meant.filter((person) => person.branch === branch)
    return only === undefined || another !== undefined ? null : { member: only.id }
  }
  if (branch === null) return null
  const { joint, unknown } = jointIn(cellIn(headed, cells, 'joint'), branches)
  listed.found.unread.push(...unknown.map((said) => ({ line, said })))
  const joined = joint.length > 0 ? { joint } : {}
  if (of === 'branches') return { branch, ...joined }
  const title = cut(cellIn(headed, cells, 'project'))
  return title === '' ? null : { id: `p${listed.rows.length + 1}`, title, branch, ...joined }
}

function jointIn(cell: string, branches: readonly Branch[]): { joint: BranchId[]; unknown: string[] } {
  const names = cell.split(/[、,，;；/\s]+/).filter((name) => name !== '')
  const found = names.map((name) => ({ name, id: branchOf(name, branches) }))
  return {
    joint: [...new Set(found.flatMap(({ id }) => id ?? []))],
    unknown: found.filter(({ id }) => id === null).map(({ name }) => cut(name)),
  }
}

/** The branch of that name, short name or id; one that only one branch has a part of counts as well. */
function branchOf(cell: string, branches: readonly Branch[]): BranchId | null {
  const name = bareName(cell).toLowerCase()
  if (name === '') return null
  const namesOf = (branch: Branch) => branchNames(branch).map((one) => bareName(one).toLowerCase())
  const exact = branches.filter((branch) => namesOf(branch).includes(name))
  const part =
    name.length < SHORTEST ? [] : branches.filter((one) => namesOf(one).some((is) => is.includes(name)))
  const [only, another] = exact.length > 0 ? exact : part
  return only === undefined || another !== undefined ? null : only.id
}

/** Less of a name means nobody. */
const SHORTEST = 3

type Marked = { line: number; cells: readonly string[]; row: string }

function takeMarks({ line, cells, row }: Marked, { columns, seen, listed }: Adding): void {
  for (const { at, step } of columns) {
    const cell = cells[at] ?? ''
    const mark = markOf(cell, seen)
    if (mark.is === 'done') listed.done.push({ row, step: step.id, on: mark.on })
    if (mark.is === 'unread') listed.found.unread.push({ line, said: cut(cell) })
  }
}
