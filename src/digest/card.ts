import type { Settings } from '../../config/college.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Button, Card, Column } from '../cards/card.ts'
import type { Bar } from '../cards/chart-blocks.ts'
import { assemblyOf as assemblyType, definitions, rateDefinition } from '../measures/service.ts'
import type { Figures } from '../measures/types.ts'
import { teachingWeek } from '../time/calendar.ts'
import { clock, dayName, shortDay } from '../time/format.ts'
import {
  isQuarterOver,
  attention,
  type Code,
  isDoubtful,
  percent,
  stillOverdue,
  type Totals,
  totalsOf,
} from './rules.ts'
import type { Part, Snapshot } from './types.ts'
import { attentionWords, words } from './words.ts'

/** A phone shows so many lines of plans without scrolling away from the rest. */
const MOST_PLANS = 6
/** What the platform shows of a table at once; it turns the pages itself. */
const PAGE = 10
const FEWEST_BARS = 2
const MOST_BARS = 30

type College = Pick<Settings, 'name' | 'terms' | 'timezone' | 'types'>

/** The college's digest of a week: a projection of its snapshot, and of nothing else. */
export function collegeDigest(shown: Snapshot, college: College, details: readonly Button[] = []): Card {
  const { timezone: zone, name } = college
  const assembly = assemblyType(college.types)
  const items = attention(shown, assembly)
  const totals = totalsOf(shown.branches, { week: shown.week, assembly })
  const isOver = isQuarterOver(shown, assembly)
  return {
    title: digestTitle(shown, college),
    subtitle: name,
    tone: 'blue',
    summary: words.preview(totals.figures.held, items.length),
    blocks: [
      text(summaryLines(shown, totals, { items: items.length, assembly, isOver }).join('\n')),
      ...rateChart(shown.branches),
      branchTable(shown.branches),
      ...attentionBlocks(items, { over: isOver }),
      ...planBlocks(shown, zone),
      ...(details.length === 0 ? [] : [buttons(...details)]),
      measures(),
    ],
  }
}

/** What a digest is called: the teaching week, and its days. */
export function digestTitle(
  { from }: Pick<Snapshot, 'from'>,
  { terms, timezone }: Pick<Settings, 'terms' | 'timezone'>,
): string {
  const monday = Temporal.Instant.from(from).toZonedDateTimeISO(timezone)
  return words.title(teachingWeek(terms, monday.toPlainDate()), weekRange(monday))
}

function weekRange(monday: Temporal.ZonedDateTime): string {
  const sunday = monday.add({ days: 6 })
  return words.range(
    shortDay(monday),
    sunday.month === monday.month ? words.day(sunday.day) : shortDay(sunday),
  )
}

type About = { items: number; assembly: string | null; isOver: boolean }

function summaryLines({ college }: Snapshot, totals: Totals, { items, assembly, isOver }: About): string[] {
  const { figures } = totals
  const rate = rateOf(figures)
  return [
    heldLine(totals),
    ...(rate === null ? [] : [words.rate(rate) + words.unsettled(figures)]),
    figures.reportsDue === 0
      ? words.noReports
      : words.reports(
          figures.reportsDue,
          figures.reportsDue - figures.reportsMissing,
          figures.reportsMissing,
        ) + words.cameSince(totals.cameSince),
    ...(assembly === null ? [] : [assemblyLine(totals, isOver)]),
    ...(totals.tasks === 0 ? [] : [words.tasks(totals.tasks)]),
    ...collegeLine(college),
    words.items(items),
  ]
}

/** What the college's own meetings amount to; nothing without any. */
export function collegeLine({ figures }: Part): string[] {
  if (figures === null || figures.held === 0) return []
  return [words.college(figures.held, figures.unrecorded, rateOf(figures))]
}

function assemblyLine(totals: Totals, isOver: boolean): string {
  return (
    words.assemblies(quarterName(isOver), totals.assemblies, totals.branches) +
    words.assembliesUnrecorded(totals.assembliesUnrecorded)
  )
}

/** A digest is read in the week after its own: by then the quarter may be the last one. */
export function quarterName(isOver: boolean): string {
  return isOver ? words.lastQuarter : words.thisQuarter
}

/** A rate in words; null when nobody could come. */
function rateOf(figures: Figures): string | null {
  const value = percent(figures)
  if (value === null) return null
  return isDoubtful(figures) ? words.doubtful : words.percent(value)
}

/** How much was held, beside the week before. */
export function heldLine({ branches, active, figures: { held, unrecorded }, heldBefore }: Totals): string {
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
export function rateBars(parts: readonly Part[]): Bar[] {
  const bars = parts.flatMap(({ name, figures }) => {
    const value = figures && percent(figures)
    return figures === null || value === null || isDoubtful(figures) ? [] : [{ label: name, value }]
  })
  return bars.length < FEWEST_BARS || bars.length > MOST_BARS ? [] : bars
}

function rateChart(parts: readonly Part[]): Block[] {
  const bars = rateBars(parts)
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

function branchTable(parts: readonly Part[]): Block {
  return { kind: 'table', pageSize: PAGE, columns: [...branchColumns], rows: parts.map(branchCells) }
}

/** A branch's row, by the names of the columns. */
export function branchCells({ name, closed, figures, next }: Part): Record<string, string | number> {
  const branch = closed ? words.closed(name) : name
  if (figures === null) return { branch, rate: words.uncounted }
  const { held, reportsDue: due, reportsLate: late, reportsMissing: missing } = figures
  return {
    branch,
    held,
    rate: rateOf(figures) ?? words.nothing,
    due,
    in: due - missing,
    late: due === 0 ? words.nothing : `${late}/${missing}`,
    next: next.count === 0 ? words.nothing : words.times(next.count),
  }
}

function attentionBlocks(items: ReturnType<typeof attention>, over: { over: boolean }): Block[] {
  if (items.length === 0) return []
  return [heading(words.attention), text(attentionLines(items, over).join('\n'))]
}

/** What needs attention, with the branches that it concerns, a line for each. */
export function attentionLines(items: ReturnType<typeof attention>, { over }: { over: boolean }): string[] {
  return items.map(({ code, parts }) => {
    const concerned = parts.map((part) => concern(part, code)).join(words.between)
    return `${attentionWords[code](quarterName(over), over)}：${concerned}`
  })
}

function concern(part: Part, code: Code): string {
  switch (code) {
    case 'overdue':
      return words.pieces(part.name, stillOverdue(part))
    case 'returned':
      return words.pieces(part.name, part.returned)
    case 'unrecorded':
      return words.sittings(part.name, part.figures?.unrecorded ?? 0)
    case 'uncounted':
    case 'assembly':
    case 'quiet':
      return part.name
  }
}

function planBlocks({ to, branches, college }: Snapshot, zone: string): Block[] {
  const parts = [college, ...branches]
  const planned = parts.reduce((sum, { next }) => sum + next.count, 0)
  const firsts = parts.flatMap((part) => planOf(part, zone)).sort((a, b) => a.at - b.at)
  const shown = firsts.slice(0, MOST_PLANS).map(({ line }) => line)
  const further = planned - shown.length
  const lines = [...shown, ...(further > 0 ? [words.furtherPlans(further)] : [])]
  return [
    heading(words.plans(weekRange(Temporal.Instant.from(to).toZonedDateTimeISO(zone)))),
    text(planned === 0 ? words.noPlans : lines.join('\n')),
  ]
}

function planOf({ name, next }: Part, zone: string): { at: number; line: string }[] {
  return next.first.map(({ at: iso, title }) => {
    const at = Temporal.Instant.from(iso)
    const local = at.toZonedDateTimeISO(zone)
    return { at: at.epochMilliseconds, line: words.plan(`${dayName(local)}${clock(local)}`, name, title) }
  })
}

function measures(): Block {
  return { kind: 'folded', title: words.measures, blocks: definitionLines().map((line) => small(line)) }
}

/** How what is shown is counted. */
export function definitionLines(): string[] {
  const { held, reportsDue, reportsLate, reportsMissing, unrecorded, fresh } = definitions
  const said = [held, rateDefinition, unrecorded, fresh, reportsDue, reportsLate, reportsMissing]
  return said.map(({ name, how }) => words.definition(name, how))
}

function heading(text: string): Block {
  return { kind: 'text', text, size: 'heading' }
}
