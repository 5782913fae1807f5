import type { Settings } from '../../../config/college.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Card } from '../../cards/card.ts'
import type { ChartBlock, HeatMap, LineChart } from '../../cards/chart-blocks.ts'
import { assemblyOf } from '../../measures/service.ts'
import { teachingWeek } from '../../time/calendar.ts'
import { clock, dayName, shortDay } from '../../time/format.ts'
import * as lines from '../card.ts'
import { attention, isQuarterOver, type Item, type Totals, totalsOf } from '../rules.ts'
import type { Part, Snapshot } from '../types.ts'
import { mondayOf } from '../weeks/service.ts'
import { windowName, words as common } from '../words.ts'
import { decisionBlocks } from '../decisions/service.ts'
import { cadenceMaps, metBy, onTimePercent, type Point, pointsOf, wholeOf } from './rules.ts'
import type { Leads, Live } from './types.ts'
import { words } from './words.ts'

/** A phone shows so many lines of plans without scrolling away from the rest. */
const MOST_PLANS = 6
/** What the platform shows of a table at once; it turns the pages itself. */
const PAGE = 10
/** Of a college with more branches the table holds only those that need attention, and no more than these. */
const MOST_ROWS = 40

type College = Pick<Settings, 'name' | 'terms' | 'timezone' | 'types'>

/** What a digest is shown with: its key, null for a preview, what is still to be done now, and where it leads. */
type Beside = { digest: string | null; live: Live; leads: Leads }

/** The committee's digest of a week: what is to be decided first, then the week in numbers, of its snapshot and of nothing else. */
export function collegeDigest(shown: Snapshot, college: College, { digest, live, leads }: Beside): Card {
  const assembly = assemblyOf(college.types)
  const items = attention(shown)
  const totals = totalsOf(shown.branches, { week: shown.week, assembly })
  const { figures, page, file } = leads
  const further = [...figures, ...page, ...file]
  return {
    title: lines.digestTitle(shown, college),
    subtitle: college.name,
    tone: 'blue',
    summary: common.preview(totals.figures.held, items.length),
    blocks: [
      ...decisionBlocks(items, { digest, live }),
      heading(words.week),
      text(weekLines(shown, totals, assembly).join('\n')),
      ...trendBlocks(pointsOf(shown), college),
      ...branchBlocks(shown.branches, items),
      ...cadenceBlocks(shown.branches, college),
      ...collegeBlocks(shown.college),
      ...ledgerBlocks(shown, leads.ledger),
      ...planBlocks(shown, college.timezone),
      ...(further.length === 0 ? [] : [buttons(...further)]),
      {
        kind: 'folded',
        title: common.measures,
        blocks: lines.definitionLines().map((line) => small(line)),
      },
    ],
  }
}

function weekLines(shown: Snapshot, totals: Totals, assembly: string | null): string[] {
  const { reportsDue, reportsMissing, reportsOnTime } = totals.figures
  const handedIn = reportsDue - reportsMissing
  return [
    lines.heldLine(totals),
    ...rateLine(shown, totals),
    reportsDue === 0
      ? common.noReports
      : common.reports(reportsDue, handedIn, reportsMissing) +
        (handedIn === 0 ? '' : words.onTime(reportsOnTime)) +
        common.cameSince(totals.cameSince),
    ...(assembly === null ? [] : [lines.assemblyLine(totals, isQuarterOver(shown, assembly))]),
    ...(totals.tasks === 0 ? [] : [common.tasks(totals.tasks)]),
  ]
}

function rateLine(shown: Snapshot, { figures }: Totals): string[] {
  const { short, isShort } = wholeOf(shown)
  if (isShort) return [words.shortRate(short)]
  const rate = lines.rateOf(figures)
  if (rate === null) return []
  const said = words.rate(rate, changeOf(pointsOf(shown))) + common.unsettled(figures)
  return [short === 0 ? said : said + words.someShort(short)]
}

function changeOf(points: readonly Point[]): string {
  const [before, now] = [points.at(-2)?.rate ?? null, points.at(-1)?.rate ?? null]
  if (before === null || now === null) return ''
  if (before === now) return words.same
  return now > before ? words.up(now - before) : words.down(before - now)
}

/** What of a week is a picture: who came and what was on time over the weeks, and how far each branch is with each type. */
export function weekCharts(shown: Snapshot, college: Pick<College, 'terms' | 'types'>): ChartBlock[] {
  return [...trendCharts(pointsOf(shown), college), ...cadenceCharts(shown.branches, college.types)]
}

/** A line for who came, and one for what was on time; of one week alone there is nothing to see. */
function trendCharts(points: readonly Point[], { terms }: Pick<College, 'terms'>): LineChart[] {
  if (points.length < 2) return []
  const weeks = points.map(({ week }) => weekName(week, terms))
  const courses = [
    { name: words.rates, values: points.map(({ rate }) => rate) },
    { name: words.onTimes, values: points.map(onTimePercent) },
  ]
  return courses
    .filter(({ values }) => values.some((value) => value !== null))
    .map((course) => ({
      ...{ kind: 'line', title: words.trend(points.length, course.name), points: weeks },
      courses: [course],
    }))
}

/** The lines over the weeks, with every value also in words. */
function trendBlocks(points: readonly Point[], college: College): Block[] {
  const charts = trendCharts(points, college)
  if (charts.length === 0) return []
  const rates = points.map(({ rate }) => rate)
  return [
    ...charts,
    small(
      [
        words.line(words.rates, rates.map(percentText)),
        words.line(
          words.onTimes,
          points.map(({ due, onTime }) => (due === 0 ? words.nothing : `${onTime}/${due}`)),
        ),
      ].join('\n'),
    ),
  ]
}

function percentText(value: number | null): string {
  return value === null ? words.nothing : words.percent(value)
}

/** The teaching week, or the Monday between terms. */
function weekName(name: string, terms: Settings['terms']): string {
  const monday = mondayOf(name)
  if (monday === null) return name
  const week = teachingWeek(terms, monday)
  return week === null ? shortDay(monday) : words.teachingWeek(week)
}

function branchBlocks(parts: readonly Part[], items: readonly Item[]): Block[] {
  const isMany = parts.length > MOST_ROWS
  const concerned = new Set(items.flatMap((item) => item.parts))
  const rows = isMany ? parts.filter((part) => concerned.has(part)).slice(0, MOST_ROWS) : parts
  const table: Block = {
    kind: 'table',
    pageSize: PAGE,
    columns: [...lines.branchColumns],
    rows: rows.map(lines.branchCells),
  }
  return [
    ...(isMany ? [small(words.few(rows.length, parts.length))] : []),
    ...(rows.length === 0 ? [] : [table]),
  ]
}

function cadenceBlocks(parts: readonly Part[], { types }: College): Block[] {
  const met = metBy(parts).map((one) =>
    words.met(`${windowName({ ...one, isOver: false })}${one.type}`, one.met, one.of),
  )
  if (met.length === 0) return []
  return [...cadenceCharts(parts, types), small(words.metLine(met))]
}

/** How far each branch is with each type: a field, or several where there are many types. */
function cadenceCharts(parts: readonly Part[], types: Settings['types']): HeatMap[] {
  const maps = cadenceMaps(parts, types)
  const title = (n: number) => words.cadence + (maps.length < 2 ? '' : words.place(n + 1, maps.length))
  return maps.map((map, n) => ({ kind: 'heatmap', title: title(n), ...map }))
}

/** The college's own meetings; nothing where there were none and none is owed. */
function collegeBlocks(college: Part): Block[] {
  const held = lines.collegeLine(college)
  const met = metBy([college]).map(({ type }) => {
    const duty = college.duties.find((one) => one.type === type && !one.isOver)
    return duty === undefined ? '' : words.met(`${windowName(duty)}${type}`, duty.done, duty.required)
  })
  const said = [...held, ...(met.length === 0 ? [] : [met.join(common.between)])]
  return said.length === 0 ? [] : [heading(words.college), text(said.join('\n'))]
}

/** How the college's regimes stand; what a number counts is behind the button, or said in the chat. */
function ledgerBlocks({ programmes = [] }: Snapshot, ways: Leads['ledger']): Block[] {
  if (programmes.length === 0) return []
  const way = ways.length === 0 ? small(words.ledgerHint) : buttons(...ways)
  return [heading(words.ledger), text(programmes.join('\n')), way]
}

function planBlocks({ to, branches, college }: Snapshot, zone: string): Block[] {
  const parts = [college, ...branches]
  const planned = parts.reduce((sum, { next }) => sum + next.count, 0)
  const firsts = parts.flatMap((part) => planOf(part, zone)).toSorted((a, b) => a.at - b.at)
  const shown = firsts.slice(0, MOST_PLANS).map(({ line }) => line)
  const further = planned - shown.length
  const all = [...shown, ...(further > 0 ? [words.furtherPlans(further)] : [])]
  return [
    heading(words.plans(lines.weekRange(Temporal.Instant.from(to).toZonedDateTimeISO(zone)))),
    text(planned === 0 ? words.noPlans : all.join('\n')),
  ]
}

function planOf({ name, next }: Part, zone: string): { at: number; line: string }[] {
  return next.first.map(({ at: iso, title }) => {
    const at = Temporal.Instant.from(iso)
    const local = at.toZonedDateTimeISO(zone)
    return { at: at.epochMilliseconds, line: words.plan(`${dayName(local)}${clock(local)}`, name, title) }
  })
}

function heading(said: string): Block {
  return { kind: 'text', text: said, size: 'heading' }
}
