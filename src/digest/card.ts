import type { Settings } from '../../config/college.ts'
import { teachingWeek } from '../time/calendar.ts'
import { clock, dayName, shortDay } from '../time/format.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Button, Card, Column } from '../cards/card.ts'
import type { Bar } from '../cards/chart-blocks.ts'
import { assemblyOf } from '../measures/service.ts'
import { attention, isDoubtful, percent, type Totals, totalsOf } from './rules.ts'
import type { Code, Row, Week } from './types.ts'
import { endsQuarter } from './weeks/rules.ts'
import { attentionWords, words } from './words.ts'

/** A phone shows so many lines of plans without scrolling away from the rest. */
const MOST_PLANS = 6
/** What the platform shows of a table at once; it turns the pages itself. */
const PAGE = 10
const FEWEST_BARS = 2
const MOST_BARS = 30

type College = Pick<Settings, 'name' | 'terms' | 'timezone' | 'types'>
type Shown = { week: Week; branches: Row[]; college: Row }

/** The college's digest of a week: a projection of rows that were counted once. */
export function collegeDigest(shown: Shown, college: College, details: readonly Button[] = []): Card {
  const { timezone: zone, terms, name } = college
  const monday = shown.week.from.toZonedDateTimeISO(zone)
  const items = attention(shown.branches, shown.college)
  return {
    title: words.title(name, teachingWeek(terms, monday.toPlainDate())),
    subtitle: weekRange(monday),
    tone: 'blue',
    summary: words.preview(totalsOf(shown.branches).held, items.length),
    blocks: [
      text(summaryLines(shown, { ...college, items: items.length }).join('\n')),
      ...rateChart(shown.branches),
      branchTable(shown.branches),
      ...attentionBlocks(items, { over: endsQuarter(shown.week, zone) }),
      ...planBlocks(shown, zone),
      ...(details.length === 0 ? [] : [buttons(...details)]),
      measures(),
    ],
  }
}

/** 「11月16日–11月22日」 of the week that begins on that Monday. */
export function weekRange(monday: Temporal.ZonedDateTime): string {
  return words.range(shortDay(monday), shortDay(monday.add({ days: 6 })))
}

function summaryLines(
  { week, branches, college }: Shown,
  { items, timezone: zone, types }: Pick<College, 'timezone' | 'types'> & { items: number },
): string[] {
  const totals = totalsOf(branches)
  const rate = rateOf(totals)
  return [
    heldLine(totals),
    ...(rate === null ? [] : [words.rate(rate) + words.unsettled(totals)]),
    totals.due === 0 ? words.noReports : words.reports(totals.due, totals.in, totals.missing),
    ...(assemblyOf(types) === null ? [] : [assemblyLine(totals, endsQuarter(week, zone))]),
    ...(totals.tasks === 0 ? [] : [words.tasks(totals.tasks)]),
    ...(college.held === 0 ? [] : [collegeLine(college)]),
    words.items(items),
  ]
}

function assemblyLine(totals: Totals, isOver: boolean): string {
  return (
    words.assemblies(quarterName(isOver), totals.assemblies, totals.branches) +
    words.assembliesUnrecorded(totals.assembliesUnrecorded)
  )
}

/** What the college itself has held. */
export function collegeLine(row: Row): string {
  return words.college(row.held, row.unrecorded, rateOf(row))
}

/** A digest is read in the week after its own: by then the quarter may be the last one. */
export function quarterName(isOver: boolean): string {
  return isOver ? words.lastQuarter : words.thisQuarter
}

/** A rate in words; null when nobody could come. */
function rateOf(row: Pick<Row, 'present' | 'base'>): string | null {
  const value = percent(row)
  if (value === null) return null
  return isDoubtful(row) ? words.doubtful : words.percent(value)
}

/** How much was held, beside the week before. */
export function heldLine(totals: Totals): string {
  const { branches, active, held, heldBefore, unrecorded } = totals
  if (held === 0) return words.noneHeld(branches)
  return (
    words.held(active, held) +
    words.unrecorded(unrecorded) +
    (heldBefore === null ? '' : comparison(held - heldBefore))
  )
}

function comparison(by: number): string {
  if (by === 0) return words.asMany
  return by > 0 ? words.more(by) : words.fewer(-by)
}

/** Bars in the college's own order: a chart of one branch, or of more than a phone can show, says nothing. */
export function rateBars(rows: readonly Row[]): Bar[] {
  const bars = rows.flatMap((row) => {
    const value = percent(row)
    return value === null || isDoubtful(row) ? [] : [{ label: row.name, value }]
  })
  return bars.length < FEWEST_BARS || bars.length > MOST_BARS ? [] : bars
}

function rateChart(rows: readonly Row[]): Block[] {
  const bars = rateBars(rows)
  return bars.length === 0 ? [] : [{ kind: 'chart', title: words.chart, bars }]
}

/** What is said of each branch. A phone shows three of them: what is still missing must be among these. */
export const branchColumns = [
  { name: 'branch', title: words.columns.branch, type: 'text', width: '100px' },
  { name: 'held', title: words.columns.held, type: 'number' },
  { name: 'late', title: words.columns.late, type: 'text' },
  { name: 'rate', title: words.columns.rate, type: 'text' },
  { name: 'due', title: words.columns.due, type: 'number' },
  { name: 'in', title: words.columns.in, type: 'number' },
  { name: 'next', title: words.columns.next, type: 'text' },
] as const satisfies Column[]

function branchTable(rows: readonly Row[]): Block {
  return { kind: 'table', pageSize: PAGE, columns: [...branchColumns], rows: rows.map(branchCells) }
}

/** A branch's row, by the names of the columns. */
export function branchCells(row: Row): Record<string, string | number> {
  if (row.uncounted) return { branch: row.name, rate: words.uncounted }
  return {
    branch: row.name,
    held: row.held,
    rate: rateOf(row) ?? words.nothing,
    due: row.due,
    in: row.in,
    late: row.due === 0 ? words.nothing : `${row.late}/${row.missing}`,
    next: row.next.count === 0 ? words.nothing : words.times(row.next.count),
  }
}

function attentionBlocks(items: ReturnType<typeof attention>, over: { over: boolean }): Block[] {
  if (items.length === 0) return []
  return [heading(words.attention), text(attentionLines(items, over).join('\n'))]
}

/** What needs attention, with the branches that it concerns, a line for each. */
export function attentionLines(items: ReturnType<typeof attention>, { over }: { over: boolean }): string[] {
  return items.map(({ code, rows }) => {
    const concerned = rows.map((row) => concern(row, code)).join(words.between)
    return `${attentionWords[code](quarterName(over), over)}：${concerned}`
  })
}

function concern(row: Row, code: Code): string {
  switch (code) {
    case 'overdue':
      return words.pieces(row.name, row.overdue)
    case 'returned':
      return words.pieces(row.name, row.returned)
    case 'unrecorded':
      return words.sittings(row.name, row.unrecorded)
    case 'uncounted':
    case 'assembly':
    case 'quiet':
      return row.name
  }
}

function planBlocks({ week, branches, college }: Shown, zone: string): Block[] {
  const rows = [college, ...branches]
  const planned = rows.reduce((sum, row) => sum + row.next.count, 0)
  const firsts = rows.flatMap((row) => planOf(row, zone)).sort((a, b) => a.at - b.at)
  const shown = firsts.slice(0, MOST_PLANS).map(({ line }) => line)
  const further = planned - shown.length
  const lines = [...shown, ...(further > 0 ? [words.furtherPlans(further)] : [])]
  return [
    heading(words.plans(weekRange(week.to.toZonedDateTimeISO(zone)))),
    text(planned === 0 ? words.noPlans : lines.join('\n')),
  ]
}

function planOf({ name, next: { first } }: Row, zone: string): { at: number; line: string }[] {
  if (first === null) return []
  const at = Temporal.Instant.from(first.at)
  const local = at.toZonedDateTimeISO(zone)
  const when = `${dayName(local)}${clock(local)}`
  return [{ at: at.epochMilliseconds, line: words.plan(when, name, first.title) }]
}

function measures(): Block {
  return {
    kind: 'folded',
    title: words.measures,
    blocks: words.measuresText.map((text) => small(text)),
  }
}

function heading(text: string): Block {
  return { kind: 'text', text, size: 'heading' }
}
