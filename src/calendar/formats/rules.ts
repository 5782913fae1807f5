import { conform } from '../../../config/college/schema-faults.ts'
import { readSheet } from '../../../config/college/sheet.ts'
import { HolidayFile } from '../../../config/holidays.ts'
import { beginsNotice, noticeEntries } from '../notice/service.ts'
import type { Entries, Entry } from '../types.ts'
import { faults as say } from '../words.ts'

/** Longer than any table: whoever pastes more pasted something else. */
const MOST_LINES = 200
const MOST_SIGNS = 20_000

/** Reads a table: the notice as it was published, a line for each span of days, or the JSON of `config/holidays/2026.json`. */
export function readEntries(text: string): Entries {
  if (text.length > MOST_SIGNS)
    return { entries: [], faults: [{ line: null, ...say.tooLongText(MOST_SIGNS) }] }
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
  const plain = lines
    .slice(0, MOST_LINES)
    .map((written, index) => ({ text: plainLine(written), line: index + 1 }))
  const others = plain.filter(({ text: one, line }) => one !== '' && !readLine(one, { line, read }))
  if (lines.length > MOST_LINES) read.faults.push({ line: MOST_LINES + 1, ...say.tooMuch(lines.length) })
  if (!others.some((one) => beginsNotice(one.text))) {
    const unread = others.map(({ line }) => ({ line, ...say.unreadable }))
    return { entries: read.entries, faults: [...read.faults, ...unread] }
  }
  const { entries, faults } = noticeEntries(others, read.entries)
  return { entries: [...read.entries, ...entries], faults: [...read.faults, ...faults] }
}

function plainLine(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/#[^\n]*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const DATE = String.raw`\d{4} ?[-/年] ?\d{1,2} ?[-/月] ?\d{1,2} ?日?`
const LINE = new RegExp(String.raw`^(${DATE})(?: ?(?:\.\.|~|至|到) ?(${DATE}))?([^()]*)(放假|上班)$`)

/** Whether a line is a span of days with a word for what they are. */
function readLine(text: string, { line, read }: { line: number; read: Entries }): boolean {
  const [, first = '', last = first, called = '', word] = LINE.exec(text) ?? []
  if (word === undefined) return false
  const name = called.trim()
  const dates = [first, last].map(dateOf)
  const wrong = [first, last].find((_, index) => dates[index] === null)
  const [from, to] = dates
  if (wrong !== undefined || !from || !to) {
    read.faults.push({ line, ...say.noSuchDay(wrong ?? '') })
    return true
  }
  if (word === '放假' && name === '') read.faults.push({ line, ...say.nameless })
  if (word === '上班' && name !== '') read.faults.push({ line, ...say.namedWork(name) })
  const kind = word === '放假' ? 'off' : 'work'
  read.entries.push({ line, kind, from, to, name: word === '放假' ? name : '' })
  return true
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
