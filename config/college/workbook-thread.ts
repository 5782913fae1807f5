import { parentPort, workerData } from 'node:worker_threads'
import readWorkbook from 'read-excel-file/universal'
import { z } from 'zod'
import { countHeadings, HEAD_LINES, type TableRow } from './csv.ts'
import { dateOf } from '../../src/time/dates.ts'

// A thread of its own, so that a large sheet stalls nobody and one that is too large ends only this thread.
const { bytes, pick } = z
  .object({ bytes: z.instanceof(Uint8Array), pick: z.enum(['people', 'first']) })
  .parse(workerData)
// The library takes an ArrayBuffer; copied, since the bytes may lie within a larger one.
const sheets = await readWorkbook(Uint8Array.from(bytes).buffer, { parseNumber: textOf })
const tables = sheets.map(({ data }) => data.map((cells, index) => rowOf(cells, index + 1)))
const hasHeadings = (rows: TableRow[]) =>
  rows.slice(0, HEAD_LINES).some(({ cells }) => countHeadings(cells) >= 2)
const isList = (rows: TableRow[]) => rows.filter(({ cells }) => saysSomething(cells)).length > 1
const table = tables.find(pick === 'people' ? hasHeadings : isList) ?? tables[0] ?? []
parentPort?.postMessage(table.filter(({ cells }) => saysSomething(cells)))

function saysSomething(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

function rowOf(cells: readonly unknown[], line: number): TableRow {
  return { line, cells: cells.map(cellOf) }
}

function cellOf(value: unknown): string {
  if (value === null) return ''
  if (value instanceof Date)
    return dateOf(Temporal.Instant.fromEpochMilliseconds(value.getTime()), 'UTC').toString()
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value)
}

/** A whole number as it is shown, not as it is stored: 2.02401E+11 is 202401000000. */
function textOf(stored: string): string {
  const number = Number(stored)
  return Number.isSafeInteger(number) ? String(number) : stored
}
