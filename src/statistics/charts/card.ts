import type { Settings } from '../../../config/college.ts'
import type { ChartBlock } from '../../cards/chart-blocks.ts'
import type { Facts } from '../../measures/types.ts'
import { isBefore } from '../../time/order.ts'
import { heldByType, isSeveral, onTimePercent, percentOf, weekLabel, weeksOf } from '../rules.ts'
import type { Line, Sheet } from '../types.ts'
import { words } from '../words.ts'

type College = Pick<Settings, 'timezone' | 'terms'>

/** A chart of one bar, or of more than a phone can show, says nothing. */
const FEWEST_BARS = 2
const MOST_BARS = 15
const FEWEST_POINTS = 2

/** What of figures is a picture: who came and what was held, and records on time; never a rate from incomplete figures. */
export function chartsOf(sheet: Sheet, college: College): ChartBlock[] {
  const facts = merged(sheet.lines)
  if (facts === null) return []
  const weeks = namedWeeks(facts, sheet, college)
  return [
    ...attendanceChart(sheet.lines, weeks),
    ...typeBars(sheet, facts),
    ...(isSeveral(sheet.asked.scope) ? onTimeBars(sheet.lines) : onTimeWeeks(weeks)),
  ]
}

/** All that the lines are counted from. */
function merged([first, ...rest]: readonly Line[]): Facts | null {
  if (first === undefined) return null
  const all = [first, ...rest].map(({ facts }) => facts)
  return {
    window: first.facts.window,
    sittings: all.flatMap(({ sittings }) => sittings),
    reports: all.flatMap(({ reports }) => reports),
    inspections: all.flatMap(({ inspections }) => inspections),
    decisions: all.flatMap(({ decisions }) => decisions),
  }
}

type Weeks = { points: string[]; figures: ReturnType<typeof weeksOf>[number]['figures'][] }

/** The weeks that the bot has known from their first day on: of those before, a zero would be a claim. */
function namedWeeks(facts: Facts, { asked, since }: Sheet, { timezone, terms }: College): Weeks {
  const weeks = weeksOf(facts, asked, timezone).filter(({ from }) => !isBefore(from, since))
  return {
    points: weeks.map(({ from }) => weekLabel(from, terms)),
    figures: weeks.map(({ figures }) => figures),
  }
}

function attendanceChart(lines: readonly Line[], { points, figures }: Weeks): ChartBlock[] {
  if (figures.every(({ held }) => held === 0)) return []
  const rates = figures.map(({ rate }) => (rate === null ? null : percentOf(rate)))
  // Weeks before the bot knew the college are not drawn: what else is missing would spoil each of the others.
  const isRated = lines.every(({ gaps }) => gaps.every((gap) => gap === 'movedIn')) && rates.some(isKnown)
  if (isRated)
    return [{ kind: 'line', title: words.byWeek, points, courses: [{ name: words.rate1, values: rates }] }]
  const courses: [{ name: string; values: number[] }] = [
    { name: words.held1, values: figures.map(({ held }) => held) },
  ]
  return [{ kind: 'line', title: words.heldByWeek, points, unit: '次', courses }]
}

function isKnown(value: number | null): boolean {
  return value !== null
}

function typeBars({ asked }: Sheet, facts: Facts): ChartBlock[] {
  const bars = asked.type === null ? heldByType(facts).slice(0, MOST_BARS) : []
  return bars.length < FEWEST_BARS ? [] : [{ kind: 'chart', title: words.byType, bars, unit: '次' }]
}

/** A branch of which no record was due has no bar. */
function onTimeBars(lines: readonly Line[]): ChartBlock[] {
  const bars = lines.flatMap(({ name, figures }) => {
    const value = onTimePercent(figures)
    return value === null ? [] : [{ label: name, value }]
  })
  if (bars.length < FEWEST_BARS || bars.length > MOST_BARS) return []
  return [{ kind: 'chart', title: words.onTimeByBranch, bars }]
}

/** A week in which no record was due is a gap. */
function onTimeWeeks({ points, figures }: Weeks): ChartBlock[] {
  const values = figures.map(onTimePercent)
  if (values.filter(isKnown).length < FEWEST_POINTS) return []
  return [{ kind: 'line', title: words.onTimeByWeek, points, courses: [{ name: words.onTime1, values }] }]
}
