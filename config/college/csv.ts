import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { decode } from './decode.ts'
import { headingOf } from './headings.ts'
import type { Said } from './language.ts'
import { say } from './members-words.ts'

/** A line of a table; the first has number 1. */
export type TableRow = { line: number; cells: string[] }

/** A table as it stands in a file, or what keeps it from being read. */
export type Table = { rows: TableRow[]; wrong: (Said & { line: number })[] }

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

// A spreadsheet leaves short lines, blank lines and lines of commas behind.
const LENIENT = { relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true }
const DELIMITERS = [',', '\t', ';', '，', '；', '|']
/** The headings stand within so many lines: above them may be a title. */
export const HEAD_LINES = 10

/** Reads CSV in any encoding and with any delimiter that spreadsheets and people use. */
export function readCsv(bytes: Uint8Array): Table {
  const { text, spoiled } = decode(bytes)
  const wrong = spoiled.map((line) => ({ line, ...say().spoiled() }))
  if (wrong.length > 0) return { rows: [], wrong }
  const { body, delimiter } = delimited(text)
  try {
    const records = Records.parse(parse(body, { info: true, delimiter, ...LENIENT }))
    return { rows: records.map(({ record, info }) => ({ line: info.lines, cells: record })), wrong }
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    // Its own message holds what stands in the cell.
    return { rows: [], wrong: [{ line: Number(thrown['lines'] ?? 1), ...say().openQuote() }] }
  }
}

/** Excel may say `sep=;` in the first line; else it is the delimiter that makes most headings. */
function delimited(text: string): { body: string; delimiter: string } {
  const said = /^"?sep=(.)"?[,;\t]*(?=\n|$)/i.exec(text)
  if (said?.[1] !== undefined) return { body: text.slice(said[0].length), delimiter: said[1] }
  const head = text.split('\n', HEAD_LINES)
  const ranked = DELIMITERS.map((delimiter) => ({
    delimiter,
    headings: Math.max(...head.map((line) => countHeadings(line.split(delimiter)))),
  }))
  const best = ranked.reduce((most, one) => (one.headings > most.headings ? one : most))
  return { body: text, delimiter: best.delimiter }
}

/** How many of these cells are known headings. */
export function countHeadings(cells: readonly string[]): number {
  return cells.filter((cell) => !['ignored', null].includes(headingOf(cell.replaceAll('"', '')))).length
}
