import { weekdayName } from '../../time/format.ts'
import { STATUTORY_YEARS, statutoryDays } from '../../time/statutory.ts'
import type { Entries, Entry, TableFault } from '../types.ts'
import { readNotice } from './rules.ts'
import type { DaySaid, Part, Said } from './types.ts'
import { faults as say } from '../words.ts'

export { beginsNotice } from './rules.ts'

/**
 * Reads the State Council's notice: its days are given their year, its weekdays and totals are checked; `beside` was read
 * of it already.
 */
export function noticeEntries(lines: Parameters<typeof readNotice>[0], beside: readonly Entry[]): Entries {
  const said = readNotice(lines)
  const year = said.year ?? yearSaid(said) ?? yearThatFits(said)
  if (year === null) return { entries: [], faults: [...said.faults, { line: null, ...say.noYear }] }
  const { entries, faults } = entriesIn(said.parts, year)
  const all = [...beside, ...entries]
  return {
    entries: [...entries, ...movedIn(said.parts, { year, entries: all })],
    faults: [
      ...said.faults,
      ...faults,
      ...countFaults(said, entries),
      ...targetFaults(said.parts, { year, entries: all }),
    ],
  }
}

// 2018年12月30日至2019年1月1日: the later one.
function yearSaid({ parts }: Said): number | null {
  const years = daysIn(parts).flatMap(({ year }) => year ?? [])
  return years.length === 0 ? null : Math.max(...years)
}

function daysIn(parts: readonly Part[]): DaySaid[] {
  return parts.flatMap(({ spans }) => spans.flatMap(({ from, to }) => (from === to ? [from] : [from, to])))
}

/** The year from which on a notice without one may be: nobody hands in an older one. */
const EARLIEST = 2025

/** The one year in which every weekday is right and every day that is off by law is off. */
function yearThatFits(said: Said): number | null {
  const years = Array.from({ length: STATUTORY_YEARS.last - EARLIEST + 1 }, (_, add) => EARLIEST + add)
  const [fits, another] = years.filter((year) => isSound(said, year))
  return fits === undefined || another !== undefined ? null : fits
}

function isSound({ parts }: Said, year: number): boolean {
  const { entries, faults } = entriesIn(parts, year)
  const off = entries.filter(({ kind }) => kind === 'off')
  // The moon need not be asked where the first of January is a working day.
  if (faults.length > 0 || !isIn(Temporal.PlainDate.from({ year, month: 1, day: 1 }), off)) return false
  return statutoryDays(year).every(({ date }) => isIn(Temporal.PlainDate.from(date), off))
}

function isIn(date: Temporal.PlainDate, spans: readonly Pick<Entry, 'from' | 'to'>[]): boolean {
  const { compare } = Temporal.PlainDate
  return spans.some(({ from, to }) => compare(date, from) >= 0 && compare(date, to) <= 0)
}

function entriesIn(parts: readonly Part[], year: number): Entries {
  const read = parts.flatMap((part) => part.spans.map((span) => entryOf(part, span, year)))
  return { entries: read.flatMap(({ entries }) => entries), faults: read.flatMap(({ faults }) => faults) }
}

function entryOf({ kind, line, name }: Part, { from, to }: Part['spans'][number], year: number): Entries {
  const faults = (from === to ? [from] : [from, to]).flatMap((day) => dayFault(day, { line, year, name }))
  const [first, last] = [from, to].map((day) => dateOf(day, { year, name }))
  if (!first || !last || kind === 'moved' || kind === 'target') return { entries: [], faults }
  return { entries: [{ line, kind, from: first, to: last, name: kind === 'off' ? name : '' }], faults }
}

type In = { year: number; name: string }

/** The date that is meant: of 元旦 a December without its year is that of the year before. */
function dateOf({ year: said, month, day }: DaySaid, { year, name }: In): Temporal.PlainDate | null {
  const before = name.startsWith('元旦') && month === 12 ? 1 : 0
  try {
    return Temporal.PlainDate.from({ year: said ?? year - before, month, day }, { overflow: 'reject' })
  } catch {
    // Right in form, but no such day: it is named as a fault.
    return null
  }
}

function dayFault(day: DaySaid, { line, ...on }: In & { line: number }): TableFault[] {
  const date = dateOf(day, on)
  if (date === null) return [{ line, ...say.noSuchDay(day.text) }]
  if (day.weekday === null || day.weekday === date.dayOfWeek) return []
  return [{ line, ...say.wrongWeekday(date, weekdayName(day.weekday)) }]
}

function countFaults({ counts }: Said, entries: readonly Entry[]): TableFault[] {
  return counts.flatMap(({ line, name, days }) => {
    const off = entries.filter((entry) => entry.kind === 'off' && entry.name === name)
    const listed = off.reduce(
      (sum, { from, to }) => sum + from.until(to, { largestUnit: 'days' }).days + 1,
      0,
    )
    const isRight = days === listed || days === withWeekends(off)
    return isRight ? [] : [{ line, ...say.wrongCount(days, listed) }]
  })
}

// 与周末连休，共3天: the weekend beside it is counted, too.
function withWeekends(off: readonly Entry[]): number {
  const [first] = off
  if (first === undefined) return 0
  const isOff = (date: Temporal.PlainDate) => date.dayOfWeek > 5 || isIn(date, off)
  let [from, to] = [first.from, first.to]
  while (isOff(from.subtract({ days: 1 }))) from = from.subtract({ days: 1 })
  while (isOff(to.add({ days: 1 }))) to = to.add({ days: 1 })
  return from.until(to, { largestUnit: 'days' }).days + 1
}

type Known = { year: number; entries: readonly Entry[] }

// 12月29日（星期六）公休日调至12月31日: it is worked where nothing else says so.
function movedIn(parts: readonly Part[], { year, entries }: Known): Entry[] {
  return datesOf(parts, 'moved', year).flatMap(({ line, date }): Entry[] =>
    isIn(date, entries) ? [] : [{ line, kind: 'work', from: date, to: date, name: '' }],
  )
}

function targetFaults(parts: readonly Part[], { year, entries }: Known): TableFault[] {
  const off = entries.filter(({ kind }) => kind === 'off')
  return datesOf(parts, 'target', year).flatMap(({ line, date }) =>
    isIn(date, off) ? [] : [{ line, ...say.notOff(date) }],
  )
}

function datesOf(parts: readonly Part[], kind: Part['kind'], year: number) {
  return parts
    .filter((part) => part.kind === kind)
    .flatMap(({ line, name, spans }) =>
      spans.flatMap(({ from, to }) =>
        (from === to ? [from] : [from, to]).flatMap((day) => {
          const date = dateOf(day, { year, name })
          return date === null ? [] : [{ line, date }]
        }),
      ),
    )
}
