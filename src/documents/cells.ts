import { cutTo } from '../cards/shortened.ts'
import type { Cell } from './types.ts'

/** Nobody reads more in a cell, and a spreadsheet takes no more than 32,767. */
const LONGEST = 2_000
/** What XML cannot hold, half characters among it. */
const UNFIT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
/** What a spreadsheet that opens a CSV would take for a formula, also in the wide signs of Chinese typing. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u

/** The text of a cell, as every format can hold it. */
export function fitting(text: string): string {
  return cutTo(text.replaceAll(UNFIT, ''), LONGEST)
}

const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d$/
const EPOCH = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

/** The number by which a spreadsheet knows a day, or a day and time; null when the text is none. */
export function serialOf(text: string): number | null {
  if (!DAY.test(text) && !MOMENT.test(text)) return null
  const at = Date.parse(`${text.replace(' ', 'T')}${DAY.test(text) ? '' : ':00'}Z`)
  return Number.isNaN(at) ? null : (at - EPOCH) / DAY_MS
}

/** A line of a CSV. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = fitting(cell)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
