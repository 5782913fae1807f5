import type { Settings } from '../../config/college.ts'
import type { Column } from '../cards/card.ts'
import type { Bar } from '../cards/chart-blocks.ts'
import { definitions, rateDefinition } from '../measures/service.ts'
import type { Figures } from '../measures/types.ts'
import { teachingWeek } from '../time/calendar.ts'
import { shortDay } from '../time/format.ts'
import { type Code, isDoubtful, type Item, percent, stillOverdue, type Totals } from './rules.ts'
import type { Part, Snapshot } from './types.ts'
import { attentionWords, words } from './words.ts'

const FEWEST_BARS = 2
const MOST_BARS = 30

/** What a digest is called: the teaching week, and its days. */
export function digestTitle(
  { from }: Pick<Snapshot, 'from'>,
  { terms, timezone }: Pick<Settings, 'terms' | 'timezone'>,
): string {
  const monday = Temporal.Instant.from(from).toZonedDateTimeISO(timezone)
  return words.title(teachingWeek(terms, monday.toPlainDate()), weekRange(monday))
}

/** The days of a week. */
export function weekRange(monday: Temporal.ZonedDateTime): string {
  const sunday = monday.add({ days: 6 })
  return words.range(
    shortDay(monday),
    sunday.month === monday.month ? words.day(sunday.day) : shortDay(sunday),
  )
}

/** What the college's own meetings amount to; nothing without any. */
export function collegeLine({ figures }: Part): string[] {
  if (figures === null || figures.held === 0) return []
  return [words.college(figures.held, figures.unrecorded, rateOf(figures))]
}

/** How many branches have held the quarter's meeting of all members. */
export function assemblyLine(totals: Totals, isOver: boolean): string {
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
export function rateOf(figures: Figures): string | null {
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

/** A branch's row, by the names of the columns. */
export function branchCells({ name, closed, figures, gaps, next }: Part): Record<string, string | number> {
  const branch = closed ? words.closed(name) : name
  if (figures === null) return { branch, rate: words.uncounted }
  const { held, reportsDue: due, reportsLate: late, reportsMissing: missing } = figures
  return {
    branch,
    held,
    rate: gaps.length > 0 ? words.short : (rateOf(figures) ?? words.nothing),
    due,
    in: due - missing,
    late: due === 0 ? words.nothing : `${late}/${missing}`,
    next: next.count === 0 ? words.nothing : words.times(next.count),
  }
}

/** So many branches are named of one item; of a college that has more, the page and the private lists name all. */
const MOST_NAMED = 30

/** A duty that more branches still have before them is better seen in the field below. */
const MOST_NAMED_OF_DUTY = 10

/** What needs attention, with the branches that it concerns, a line for each. */
export function attentionLines(items: readonly Item[]): string[] {
  return items.map(attentionLine)
}

/** One thing that needs attention. */
export function attentionLine({ code, parts, duty }: Item): string {
  if (code === 'cadence' && parts.length > MOST_NAMED_OF_DUTY)
    return `${attentionWords[code](duty)}：${words.allOf(parts.length)}`
  const named = parts.slice(0, MOST_NAMED).map((part) => concern(part, code))
  const said = named.join(words.between)
  return `${attentionWords[code](duty)}：${parts.length > named.length ? words.further(said, parts.length) : said}`
}

function concern(part: Part, code: Code): string {
  switch (code) {
    case 'toReview':
      return words.pieces(part.name, part.toReview)
    case 'overdue':
      return words.pieces(part.name, stillOverdue(part))
    case 'returned':
      return words.pieces(part.name, part.returned)
    case 'remedies':
      return words.remedies(part.name, part.remedies)
    case 'adjourned':
      return words.sittings(part.name, part.adjourned.length)
    case 'unrecorded':
      return words.sittings(part.name, part.figures?.unrecorded ?? 0)
    case 'uncounted':
    case 'cadence':
    case 'quiet':
      return part.name
  }
}

/** How what is shown is counted. */
export function definitionLines(): string[] {
  const { held, reportsDue, reportsLate, reportsMissing, unrecorded, fresh } = definitions
  const said = [held, rateDefinition, unrecorded, fresh, reportsDue, reportsLate, reportsMissing]
  return said.map(({ name, how }) => words.definition(name, how))
}
