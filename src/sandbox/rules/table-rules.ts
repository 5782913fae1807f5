import { asList, asObject, asText, isObject, type Json } from '../json.ts'
import type { Found, Part } from './walk.ts'

const MOST_COLUMNS = 50
/** A date in seconds would lie before this many milliseconds, in 1973. */
const SECONDS = 100_000_000_000

/** More than 50 columns. */
export function tooManyColumns({ of, path, value }: Part): Found[] {
  const many = of === 'table' && asList(value['columns']).length > MOST_COLUMNS
  return many ? [{ path, value: `more than ${MOST_COLUMNS} columns` }] : []
}

/** A row that is no row. */
export function malformedRow({ of, path, value }: Part): Found[] {
  const wrong = of === 'table' && !asList(value['rows']).every(isObject)
  return wrong ? [{ path, value: 'a row must be an object' }] : []
}

/** A cell for which there is no column. */
export function foreignCell({ of, path, value }: Part): Found[] {
  if (of !== 'table') return []
  return cellsOf(value)
    .filter(({ type }) => type === undefined)
    .map(({ name }) => ({ path, value: `${name} is not among the column names` }))
}

const cells: Record<string, { expected: string; holds: (cell: unknown) => boolean }> = {
  number: { expected: 'a number', holds: isNumber },
  date: { expected: 'a number of milliseconds', holds: isNumber },
  options: {
    expected: 'a string or a list of {text, color}',
    holds: (cell) => isString(cell) || (Array.isArray(cell) && cell.every(isOption)),
  },
  persons: {
    expected: 'an id or a list of ids',
    holds: (cell) => isString(cell) || (Array.isArray(cell) && cell.every(isString)),
  },
}

/** A cell that its column cannot show; texts take anything. */
export function wrongCell({ of, path, value }: Part): Found[] {
  if (of !== 'table') return []
  return cellsOf(value).flatMap(({ name, type, cell }) => {
    const { expected, holds } = cells[type ?? ''] ?? {}
    return expected === undefined || holds?.(cell) ? [] : [{ path, value: `${name} must be ${expected}` }]
  })
}

/** A date that looks like seconds. */
export function dateInSeconds({ of, path, value }: Part): Found[] {
  if (of !== 'table') return []
  return cellsOf(value)
    .filter(({ type, cell }) => type === 'date' && isNumber(cell) && Math.abs(Number(cell)) < SECONDS)
    .map(({ name }) => ({ path, message: `${name} is read as milliseconds` }))
}

function cellsOf(table: Json): { name: string; type: string | undefined; cell: unknown }[] {
  const columns = asList(table['columns']).map(asObject)
  const types = new Map(columns.map((column) => [asText(column['name']), asText(column['data_type'])]))
  return asList(table['rows'])
    .map(asObject)
    .flatMap(Object.entries)
    .map(([name, cell]) => ({ name, type: types.get(name), cell }))
}

function isNumber(cell: unknown): boolean {
  return typeof cell === 'number'
}

function isString(cell: unknown): boolean {
  return typeof cell === 'string'
}

function isOption(cell: unknown): boolean {
  return isObject(cell) && isString(cell['text']) && ['undefined', 'string'].includes(typeof cell['color'])
}
