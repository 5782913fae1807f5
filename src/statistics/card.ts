import type { Settings } from '../../config/college.ts'
import { buttons, small, text } from '../cards/blocks.ts'
import type { Block, Button, Card } from '../cards/card.ts'
import { shortened } from '../cards/shortened.ts'
import { sumOf } from '../measures/service.ts'
import type { Figures } from '../measures/types.ts'
import { isAfter } from '../time/order.ts'
import { exportButton } from '../workbooks/service.ts'
import { rowsButton, sheetButton } from './action.ts'
import { chartsOf } from './charts/service.ts'
import type { Reading } from './reading/types.ts'
import { OFFERED, rateIn } from './rules.ts'
import type { Asked, Line, Sheet } from './types.ts'
import { daysName, rateCell, timeSaid, words } from './words.ts'

type College = Pick<Settings, 'timezone' | 'terms'>
/** What figures are called, and the button to the page that has them. */
type Titled = { name: string; page: readonly Button[] }
/** A choice with what it is called. */
export type Named = { asked: Asked; name: string }

const LONGEST_WORD = 40
const PAGE = 10
/** A table of more rows than these would be too heavy for the platform: then the sums stand alone. */
const MOST_LINES = 30

/** Figures of a branch, a group, a person, or of all branches in the college's own order. */
export function sheetCard(sheet: Sheet, { name, page }: Titled, college: College): Card {
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
      ...leadsOf(asked, page),
      definitionsOf(total),
    ],
  }
}

/** The page with the same figures; of a branch and of the college there is the ledger as a file. */
function leadsOf({ scope, days, type }: Asked, page: readonly Button[]): Block[] {
  const hasFile = type === null && scope.kind !== 'group' && scope.kind !== 'person'
  const file = hasFile ? [exportButton({ of: 'branch' in scope ? scope.branch : 'all', days })] : []
  const all = [...page, ...file]
  return all.length === 0 ? [] : [buttons(...all)]
}

function timeNote({ asked: { days }, today }: Sheet): Block[] {
  const said = timeSaid(days, today)
  return said === null ? [] : [isAfter(days.from, today) ? text(said) : small(said)]
}

function factsOf({ lines, asked }: Sheet, total: Figures): Block {
  const { facts: labels } = words
  const isOwn = asked.scope.kind === 'person'
  const rows: [string, string, boolean?][] = [
    [labels.meetings, words.meetings(total)],
    [labels.people, (isOwn ? words.ownPeople(total) : words.people(total)) + words.waiting(total)],
    [labels.rate, rateOf(lines)],
    [labels.reports, words.reports(total), !isOwn],
    [labels.makeups, words.makeups(total), total.makeupsAsked > 0],
    [labels.inspections, words.inspections(total), total.visitsPlanned > 0],
    [labels.decisions, words.decisions(total), total.decisionsDue > 0],
    [labels.observers, words.count(total.observers, '人次'), total.observers > 0],
    [labels.hours, words.count(total.hours, '学时'), total.hours > 0],
  ]
  return { kind: 'facts', facts: rows.filter(([, , is = true]) => is).map(([label, said]) => [label, said]) }
}

function rateOf(lines: readonly Line[]): string {
  const { whole, all, percent } = rateIn(lines)
  if (whole === 0) return words.lacking
  if (percent === null) return words.noRate
  return whole === all ? words.rate(percent) : words.rateOfSome(percent, whole, all)
}

function gapNote(lines: readonly Line[]): Block[] {
  const lacking = lines.filter(({ complete }) => !complete)
  if (lacking.length === 0) return []
  const [only, another] = lines
  const gaps = [...new Set(lacking.flatMap(({ gaps: own }) => own))]
  const names = another === undefined ? [] : [small(words.gapsOf(lacking.map(({ name }) => name)))]
  return only === undefined ? [] : [text(words.gaps(gaps)), ...names]
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
      rate: rateCell({ figures, complete }),
      reports:
        figures.reportsDue === 0 ? words.nothing : words.of(figures.reportsMissing, figures.reportsDue),
      people: figures.due === 0 ? words.nothing : words.of(figures.present, figures.due),
    })),
  }
  return lines.length > MOST_LINES ? [small(words.manyBranches)] : [table]
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
