import { daysOf } from '../../config/holidays.ts'
import { type Calendar, type HolidayTable, openCalendar } from '../time/calendar.ts'
import { STATUTORY_YEARS, statutoryDays } from '../time/statutory.ts'
import { readEntries } from './formats/rules.ts'
import type { Changes, Entry, Preview, Reading, TableFault } from './types.ts'
import { faults as say } from './words.ts'

/** No holiday was ever longer; more is a slip in a month. */
const LONGEST = 15
/** A table may begin in the last days of the year before: the arrangement of 2023 began on 31 December 2022. */
const EVE = { month: 12, day: 20 }

/** Reads the official table of one year, or names everything that is wrong with it at once. (domain §4.3) */
export function readTable(text: string): Reading {
  const { entries, faults } = readEntries(text)
  if (entries.length === 0) return { ok: false, faults: faults.length > 0 ? faults : [wholly(say.empty)] }
  const year = yearOf(entries)
  const found = [
    ...floorFaults(entries, year),
    ...faults,
    ...entries.flatMap((entry) => spanFaults(entry, year)),
    ...dayFaults(entries),
  ]
  if (found.length > 0) return { ok: false, faults: inOrder(found) }
  return { ok: true, table: tableOf(entries, year), entries }
}

function inOrder(found: TableFault[]): TableFault[] {
  return found.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity))
}

/** The year of most of the days: who pasted two tables, or mistyped one year, meant that one. */
function yearOf(entries: readonly Entry[]): number {
  const byYear = Map.groupBy(entries, ({ to }) => to.year)
  const [most] = [...byYear].sort(([a, here], [b, there]) => there.length - here.length || b - a)
  return most?.[0] ?? 0
}

function spanFaults({ line, kind, from, to }: Entry, year: number): TableFault[] {
  const { days } = from.until(to, { largestUnit: 'days' })
  const wrong = [from, to].find((date) => !belongs(date, year))
  return [
    ...(wrong === undefined ? [] : [{ line, ...say.otherYear(wrong, year) }]),
    ...(days < 0 ? [{ line, ...say.backwards }] : []),
    ...(days >= LONGEST ? [{ line, ...say.tooLong(days + 1) }] : []),
    ...(kind === 'work' ? weekdaysIn({ from, to }).map((date) => ({ line, ...say.plainWorkday(date) })) : []),
  ]
}

function belongs(date: Temporal.PlainDate, year: number): boolean {
  const isEve = date.year === year - 1 && date.month === EVE.month && date.day >= EVE.day
  return date.year === year || isEve
}

function weekdaysIn(span: { from: Temporal.PlainDate; to: Temporal.PlainDate }): Temporal.PlainDate[] {
  return datesIn(span).filter(({ dayOfWeek }) => dayOfWeek < 6)
}

/** Every day of a span; of one that is backwards or endless, no more than a holiday may have. */
function datesIn({ from, to }: Pick<Entry, 'from' | 'to'>): Temporal.PlainDate[] {
  const { days } = from.until(to, { largestUnit: 'days' })
  return Array.from({ length: Math.min(Math.max(days + 1, 0), LONGEST) }, (_, add) => from.add({ days: add }))
}

function dayFaults(entries: readonly Entry[]): TableFault[] {
  const first = new Map<string, number>()
  return entries.flatMap((entry) =>
    datesIn(entry).flatMap((date) => {
      const before = first.get(date.toString())
      if (before !== undefined) return [{ line: entry.line, ...say.twice(date, before) }]
      first.set(date.toString(), entry.line)
      return []
    }),
  )
}

/** Every day off by law must be off. */
function floorFaults(entries: readonly Entry[], year: number): TableFault[] {
  const { first, last } = STATUTORY_YEARS
  if (year < first || year > last) return [wholly(say.outOfReach(first, last))]
  const off = new Set(tableOf(entries, year).off.map(({ date }) => date))
  return statutoryDays(year)
    .filter(({ date }) => !off.has(date))
    .map(({ date, name }) => wholly(say.missing(Temporal.PlainDate.from(date), name)))
}

function wholly(said: { what: string; cure: string }): TableFault {
  return { line: null, ...said }
}

function tableOf(entries: readonly Entry[], year: number): HolidayTable {
  const of = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind)
  return {
    year,
    official: true,
    off: of('off').flatMap(daysOf),
    work: of('work')
      .flatMap(datesIn)
      .map((date) => date.toString()),
  }
}

/** What a table would do to the calendar in force. */
export function previewOf(
  { table, entries }: { table: HolidayTable; entries: readonly Entry[] },
  before: Calendar,
): Preview {
  return { year: table.year, entries, changes: changesBy(table, before), balance: balanceOf(table) }
}

function changesBy(table: HolidayTable, before: Calendar): Changes {
  const after = openCalendar(merged(before.tables, [table]))
  const eve = Temporal.PlainDate.from({ year: table.year - 1, ...EVE })
  const end = Temporal.PlainDate.from({ year: table.year, month: 12, day: 31 })
  const { days } = eve.until(end, { largestUnit: 'days' })
  const changed = Array.from({ length: days + 1 }, (_, add) => eve.add({ days: add })).filter(
    (date) => before.day(date).work !== after.day(date).work,
  )
  const [toWork, toOff] = [true, false].map((work) => changed.filter((date) => after.day(date).work === work))
  return { toWork: toWork ?? [], toOff: toOff ?? [] }
}

/** What a weekday off costs beyond the thirteen days of the law is worked on a weekend day. */
function balanceOf({ off, work }: HolidayTable): number {
  const weekdays = off.filter(({ date }) => Temporal.PlainDate.from(date).dayOfWeek < 6)
  return weekdays.length - work.length
}

/** The tables of a college: one of its own replaces the one that comes with zhibu for that year. */
export function merged(builtIn: readonly HolidayTable[], kept: readonly HolidayTable[]): HolidayTable[] {
  const byYear = new Map([...builtIn, ...kept].map((table) => [table.year, table]))
  return [...byYear.values()].sort((a, b) => a.year - b.year)
}
