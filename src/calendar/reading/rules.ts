import { conform } from '../../../config/college/faults.ts'
import { readSheet } from '../../../config/college/sheet.ts'
import { HolidayFile } from '../../../config/holidays.ts'
import type { Entry, TableFault } from '../types.ts'
import { faults as say } from '../words.ts'

/** What was written, as far as it can be read, and what cannot. */
export type Entries = { entries: Entry[]; faults: TableFault[] }

/** Longer than any table: whoever pastes more pasted something else. */
const MOST_LINES = 200

/** Reads a table: a line for each span of days, or the JSON of `config/holidays/2026.json`. */
export function readEntries(text: string): Entries {
  return text.trimStart().startsWith('{') ? readJson(text) : readLines(text)
}

function readJson(text: string): Entries {
  const sheet = readSheet('', text)
  const file = conform(sheet, HolidayFile)
  if (!file.ok) {
    const faults = file.faults.map(({ line, what, cure }) => ({ line, what, cure }))
    return { entries: [], faults }
  }
  const lineOf = (path: PropertyKey[]) => sheet.at(path, { what: '', cure: '' }).line
  const { year, off, work } = file.data
  const entries = [
    ...off.map((span, index): Entry => ({ ...span, kind: 'off', line: lineOf(['off', index]) })),
    ...work.map((date, index): Entry => {
      return { kind: 'work', from: date, to: date, name: '', line: lineOf(['work', index]) }
    }),
  ]
  const wrongYear = entries.every(({ to }) => to.year !== year)
  return { entries, faults: wrongYear ? [{ line: lineOf(['year']), ...say.nothingOf(year) }] : [] }
}

function readLines(text: string): Entries {
  const read: Entries = { entries: [], faults: [] }
  const lines = text.split(/\r?\n/)
  for (const [index, written] of lines.slice(0, MOST_LINES).entries()) {
    const plain = written.normalize('NFKC').replace(/#.*$/, '').trim()
    if (plain !== '') readLine(plain, { line: index + 1, read })
  }
  if (lines.length > MOST_LINES) read.faults.push({ line: MOST_LINES + 1, ...say.tooMuch(lines.length) })
  return read
}

const DATE = String.raw`\d{4}\s*[-/年]\s*\d{1,2}\s*[-/月]\s*\d{1,2}\s*日?`
const LINE = new RegExp(String.raw`^(${DATE})(?:\s*(?:\.\.|~|至|到)\s*(${DATE}))?\s*(.*?)\s*(放假|上班)$`)

function readLine(text: string, { line, read }: { line: number; read: Entries }): void {
  const [, first = '', last = first, name = '', word] = LINE.exec(text) ?? []
  if (word === undefined) return void read.faults.push({ line, ...say.unreadable })
  const dates = [first, last].map(dateOf)
  const wrong = [first, last].find((_, index) => dates[index] === null)
  const [from, to] = dates
  if (wrong !== undefined || !from || !to)
    return void read.faults.push({ line, ...say.noSuchDay(wrong ?? '') })
  if (word === '放假' && name === '') read.faults.push({ line, ...say.nameless })
  if (word === '上班' && name !== '') read.faults.push({ line, ...say.namedWork(name) })
  read.entries.push({
    line,
    kind: word === '放假' ? 'off' : 'work',
    from,
    to,
    name: word === '放假' ? name : '',
  })
}

function dateOf(text: string): Temporal.PlainDate | null {
  const [year, month, day] = text.match(/\d+/g)?.map(Number) ?? []
  try {
    return Temporal.PlainDate.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
      { overflow: 'reject' },
    )
  } catch {
    // Right in form, but no such day: the caller says so with its line.
    return null
  }
}
