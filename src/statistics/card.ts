import type { Settings } from '../../config/college.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Card } from '../cards/card.ts'
import { shortened } from '../cards/shortened.ts'
import { sumOf } from '../measures/service.ts'
import type { Facts, Figures } from '../measures/types.ts'
import { isAfter } from '../time/order.ts'
import { exportButton } from '../workbooks/service.ts'
import { rowsButton, sheetButton } from './action.ts'
import type { Reading } from './reading/types.ts'
import { heldByType, OFFERED, percentOf, weekLabel, weeksOf } from './rules.ts'
import type { Asked, Line, Sheet } from './types.ts'
import { daysName, words } from './words.ts'

type College = Pick<Settings, 'timezone' | 'terms'>
/** A choice with what it is called. */
export type Named = { asked: Asked; name: string }

const LONGEST_WORD = 40
const PAGE = 10
/** A table of more rows than these would be too heavy for the platform: then the sums stand alone. */
const MOST_LINES = 30
const FEWEST_BARS = 2
const MOST_BARS = 15

/** Figures of a branch, a group, a person, or of all branches in the college's own order. */
export function sheetCard(sheet: Sheet, name: string, college: College): Card {
  const { asked, lines, today } = sheet
  const days = daysName(asked.days, { terms: college.terms, today })
  const title = words.title(name)
  const total = sumOf(lines.map(({ figures }) => figures))
  return {
    title,
    subtitle: [days, ...(asked.type === null ? [] : [asked.type])].join(' '),
    tone: 'blue',
    summary: `${title} ${days}`,
    blocks: [
      ...timeNote(sheet),
      factsOf(sheet, total),
      ...gapNote(lines),
      ...chartsOf(sheet, college),
      ...tableOf(lines),
      ...detailsOf(asked, total),
      ...exportOf(asked),
      definitionsOf(total),
    ],
  }
}

/** Of a branch and of the college there is the ledger as a file. */
function exportOf({ scope, days, type }: Asked): Block[] {
  if (type !== null || (scope.kind !== 'all' && scope.kind !== 'branch')) return []
  return [buttons(exportButton({ of: scope.kind === 'all' ? 'all' : scope.branch, days }))]
}

function timeNote({ asked: { days }, today }: Sheet): Block[] {
  if (isAfter(days.from, today)) return [text(words.future)]
  return isAfter(days.to, today) && !days.to.equals(today.add({ days: 1 }))
    ? [small(words.running(today))]
    : []
}

function factsOf({ lines, asked }: Sheet, total: Figures): Block {
  const { facts: labels } = words
  const isOwn = asked.scope.kind === 'person'
  const rows: [string, string, boolean?][] = [
    [labels.meetings, words.meetings(total)],
    [labels.people, (isOwn ? words.ownPeople(total) : words.people(total)) + words.waiting(total)],
    [labels.rate, rateOf(lines, total)],
    [labels.reports, words.reports(total), !isOwn],
    [labels.makeups, words.makeups(total), total.makeupsAsked > 0],
    [labels.observers, words.count(total.observers, '人次'), total.observers > 0],
    [labels.hours, words.count(total.hours, '学时'), total.hours > 0],
  ]
  return { kind: 'facts', facts: rows.filter(([, , is = true]) => is).map(([label, said]) => [label, said]) }
}

/** Never a rate from incomplete figures: of several lines it is that of the complete ones, which is said. */
function rateOf(lines: readonly Line[], total: Figures): string {
  const whole = lines.filter(({ complete }) => complete)
  if (whole.length === 0) return words.lacking
  const { rate } = whole.length === lines.length ? total : sumOf(whole.map(({ figures }) => figures))
  if (rate === null) return words.noRate
  return whole.length === lines.length
    ? words.rate(percentOf(rate))
    : words.rateOfSome(percentOf(rate), whole.length, lines.length)
}

function gapNote(lines: readonly Line[]): Block[] {
  const lacking = lines.filter(({ complete }) => !complete)
  if (lacking.length === 0) return []
  const [only, another] = lines
  const gaps = [...new Set(lacking.flatMap(({ gaps: own }) => own))]
  const names = another === undefined ? [] : [small(words.gapsOf(lacking.map(({ name }) => name)))]
  return only === undefined ? [] : [text(words.gaps(gaps)), ...names]
}

/** All that the lines are counted from. */
function merged([first, ...rest]: readonly Line[]): Facts | null {
  if (first === undefined) return null
  const all = [first, ...rest].map(({ facts }) => facts)
  return {
    window: first.facts.window,
    sittings: all.flatMap(({ sittings }) => sittings),
    reports: all.flatMap(({ reports }) => reports),
  }
}

function chartsOf({ lines, asked }: Sheet, { timezone, terms }: College): Block[] {
  const facts = merged(lines)
  if (facts === null) return []
  const isWhole = lines.every(({ complete }) => complete)
  const weeks = weeksOf(facts, asked, timezone)
  const points = weeks.map(({ from }) => weekLabel(from, terms))
  const rates = weeks.map(({ figures: { rate } }) => (rate === null ? null : percentOf(rate)))
  const isRated = isWhole && rates.some((rate) => rate !== null)
  const line: Block = isRated
    ? { kind: 'line', title: words.byWeek, points, courses: [{ name: words.rate1, values: rates }] }
    : {
        ...{ kind: 'line', title: words.heldByWeek, points, unit: '次' },
        courses: [{ name: words.held1, values: weeks.map(({ figures: { held } }) => held) }],
      }
  const bars = asked.type === null ? heldByType(facts).slice(0, MOST_BARS) : []
  return [
    ...(weeks.some(({ figures: { held } }) => held > 0) ? [line] : []),
    ...(bars.length < FEWEST_BARS
      ? []
      : [{ kind: 'chart', title: words.byType, bars, unit: '次' } satisfies Block]),
  ]
}

/** Every branch in the college's own order, and the college's own meetings below them. */
function tableOf(lines: readonly Line[]): Block[] {
  if (lines.length < 2) return []
  const { columns } = words
  const shown = lines.slice(0, MOST_LINES)
  const table: Block = {
    kind: 'table',
    pageSize: PAGE,
    columns: [
      { name: 'branch', title: columns.branch, type: 'text', width: '100px' },
      { name: 'held', title: columns.held, type: 'text' },
      { name: 'rate', title: columns.rate, type: 'text' },
      { name: 'reports', title: columns.reports, type: 'text' },
      { name: 'people', title: columns.people, type: 'text' },
    ],
    rows: shown.map(({ name, figures, complete }) => ({
      branch: name,
      held: words.of(figures.held, figures.planned),
      rate: cellOf(figures, complete),
      reports:
        figures.reportsDue === 0 ? words.nothing : words.of(figures.reportsMissing, figures.reportsDue),
      people: figures.due === 0 ? words.nothing : words.of(figures.present, figures.due),
    })),
  }
  return lines.length > MOST_LINES ? [small(words.manyBranches)] : [table]
}

function cellOf({ rate }: Figures, isWhole: boolean): string {
  if (!isWhole) return words.lacking
  return rate === null ? words.nothing : words.percent(percentOf(rate))
}

/** A button for each number that counts anything. */
function detailsOf(asked: Asked, total: Figures): Block[] {
  const some = OFFERED.filter((name) => total[name] !== 0)
  if (some.length === 0) return []
  const all = some.map((figure) =>
    rowsButton({ asked, figure, page: 1 }, words.figure(figure, total[figure])),
  )
  return [small(words.details), buttons(...all)]
}

function definitionsOf(total: Figures): Block {
  const some = OFFERED.filter((name) => total[name] !== 0)
  return {
    kind: 'folded',
    title: words.definitions,
    blocks: [small([...some.map(words.definition), words.rateDefinition].join('\n'))],
  }
}

/** Asks what is meant, or offers what there is instead of what a person may not read. */
export function askCard({ said, choices }: { said: string; choices: readonly Named[] }, of: AskedOn): Card {
  const all = choices.map(({ asked, name }) =>
    sheetButton(
      asked,
      [name, daysName(asked.days, of), ...(asked.type === null ? [] : [asked.type])].join(' '),
    ),
  )
  return {
    title: words.askTitle,
    tone: 'blue',
    summary: words.askTitle,
    blocks: [text(said), ...(all.length === 0 ? [] : [buttons(...all)]), small(words.how)],
  }
}

type AskedOn = { terms: Settings['terms']; today: Temporal.PlainDate }

/** What is said to words that are not sure. */
export function doubtOf(reading: Exclude<Reading, { ok: true }>): string {
  const { doubt, left } = reading
  if (doubt !== 'unknown') return words.doubts[doubt]
  const said =
    left.length === 0 ? words.doubts.unread : words.doubts.unknown + shortened(left.join(' '), LONGEST_WORD)
  return `${said}\n${words.offered}`
}
