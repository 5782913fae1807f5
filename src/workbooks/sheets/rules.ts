import type { Cell, Column, Row, Table } from '../../documents/types.ts'
import { definitions, figuresOfOne, gapWords, rateDefinition, sumOf } from '../../measures/service.ts'
import type { DueReport, Facts, FigureName, Figures, Part, Progress, Sitting } from '../../measures/types.ts'
import { dateOf } from '../../time/dates.ts'
import { isAfter } from '../../time/order.ts'
import type { About, Counted, Somebody } from './types.ts'
import { words } from './words.ts'

const { heads, sheets } = words

const text = (head: string, width: number): Column => ({ head, width, kind: 'text' })
const count = (head: string, width: number): Column => ({ head, width, kind: 'count' })

/** The figures of the summary, in the order of its columns; the rate stands behind those of who came. */
const BEFORE_RATE: readonly FigureName[] = [
  ...(['planned', 'held', 'moved', 'cancelled', 'adjourned', 'open'] as const),
  ...(['due', 'present', 'late', 'leave', 'absent', 'unconfirmed'] as const),
]
const BEHIND_RATE: readonly FigureName[] = [
  ...(['observers', 'unrecorded', 'fresh'] as const),
  ...(['reportsDue', 'reportsOnTime', 'reportsLate', 'reportsMissing', 'reportsReturned'] as const),
  ...(['hours', 'makeupsAsked', 'makeupsMade'] as const),
  ...(['visitsPlanned', 'visitsMade', 'visitsConfirmed', 'remediesAsked', 'remediesClosed'] as const),
  ...(['decisionsDue', 'decisionsDone'] as const),
]
const OF_ROLL: readonly FigureName[] = [
  'due',
  'present',
  'late',
  'leave',
  'absent',
  'unconfirmed',
  'observers',
]
const OF_PERSON: readonly FigureName[] = [
  ...(['due', 'present', 'late', 'leave', 'absent', 'unconfirmed', 'observers'] as const),
  ...(['makeupsAsked', 'makeupsMade', 'hours'] as const),
]

const figureColumns = (names: readonly FigureName[]) =>
  names.map((name): Column => {
    const { name: head } = definitions[name]
    return { head, width: 5.4, kind: name === 'hours' ? 'number' : 'count' }
  })
const rateColumn: Column = { head: heads.rate, width: 8.5, kind: 'rate' }
const figureCells = (names: readonly FigureName[], figures: Figures) => names.map((name) => figures[name])

const COLUMNS = {
  summary: [
    text(heads.branch, 21),
    ...[...figureColumns(BEFORE_RATE), rateColumn, ...figureColumns(BEHIND_RATE)],
    text(heads.state, 14),
  ],
  cadence: [
    ...[text(heads.branch, 21), text(heads.type, 20), text(heads.every, 14), text(heads.window, 16)],
    ...[count(heads.required, 9), count(heads.done, 9), count(heads.unrecorded, 16), count(heads.planned, 9)],
    text(heads.standing, 24),
  ],
  meetings: [
    ...[text(heads.branch, 21), text(heads.group, 12)],
    ...[moment(heads.start), moment(heads.end), text(heads.title, 38), text(heads.type, 18)],
    ...[text(heads.outcome, 10), ...figureColumns(OF_ROLL), text(heads.roll, 9)],
    ...figureColumns(['hours']),
  ],
  records: [
    ...[text(heads.branch, 21), text(heads.matter, 38), text(heads.type, 18)],
    ...[moment(heads.due), moment(heads.submitted), text(heads.handedIn, 10), text(heads.review, 10)],
  ],
  roll: [
    ...[text(heads.branch, 21), moment(heads.start), text(heads.title, 38), text(heads.group, 12)],
    ...[text(heads.name, 14), text(heads.memberType, 8), text(heads.mark, 9)],
  ],
  sums: [
    ...[text(heads.branch, 21), text(heads.group, 12), text(heads.name, 14), text(heads.memberType, 8)],
    ...figureColumns(OF_PERSON),
  ],
  about: [text(heads.item, 24), text(heads.how, 100)],
} satisfies Record<keyof typeof sheets, Column[]>

function moment(head: string): Column {
  return { head, width: 17, kind: 'moment' }
}

/** A sheet by its name in the code. */
export type SheetName = keyof typeof sheets

/** The sheets of a file, in order. */
export function sheetNames(named: boolean): SheetName[] {
  return ['summary', 'cadence', 'meetings', 'records', ...(named ? (['roll', 'sums'] as const) : []), 'about']
}

/** The sheets as tables without their rows. */
export function tablesOf(about: About): Table[] {
  const said = saidOf(about)
  return sheetNames(about.named).map((name) => ({
    name: sheets[name],
    note: words.note({ ...said, title: about.title, sheet: sheets[name] }),
    columns: COLUMNS[name],
  }))
}

function saidOf({ days, asOf, by, at, zone }: About) {
  return { days: words.days(days), asOf: minuteOf(asOf, zone), by, at: minuteOf(at, zone) }
}

/** What stands below each printed page. */
export function printOf(about: About): string {
  return words.print({ ...saidOf(about), named: about.named })
}

/** The rows of a branch, or of the college itself, on each sheet; all of a sheet add up to the summary. */
export function rowsOf(counted: Counted, { zone }: Pick<About, 'zone'>): Record<SheetName, Row[]> {
  const { name, facts, figures, gaps } = counted
  const inOrder = (counted.people ?? []).toSorted(
    (a, b) => a.group.localeCompare(b.group, 'zh') || a.name.localeCompare(b.name, 'zh'),
  )
  return {
    summary: [
      summaryRow(name, figures, gaps.length === 0 ? null : words.because(gaps.map((gap) => gapWords[gap]))),
    ],
    cadence: cadenceRows(counted, zone),
    meetings: facts.sittings.map((one) => meetingRow(one, { ...counted, zone })),
    records: facts.reports.map((one) => recordRow(one, { name, facts, zone })),
    roll: rollRows(inOrder, { name, facts, zone }),
    sums: inOrder.map(({ group, name: person, type, figures: own }) => [
      ...[name, group, person, type],
      ...figureCells(OF_PERSON, own),
    ]),
    about: [],
  }
}

/** The row that the others of the summary add up to. */
export function totalRow(all: readonly Pick<Counted, 'figures' | 'gaps'>[]): Row {
  const isWhole = all.every(({ gaps }) => gaps.length === 0)
  return summaryRow(
    words.total,
    sumOf(all.map(({ figures }) => figures)),
    isWhole ? null : words.someIncomplete,
  )
}

function summaryRow(name: string, figures: Figures, incomplete: string | null): Row {
  const rate = incomplete === null ? figures.rate : words.incomplete
  return [
    ...[name, ...figureCells(BEFORE_RATE, figures), rate, ...figureCells(BEHIND_RATE, figures)],
    incomplete ?? words.complete,
  ]
}

type In = { name: string; facts: Facts; zone: string }

function cadenceRows({ name, cadence, facts }: Counted, zone: string): Row[] {
  const day = dateOf(facts.window.asOf, zone)
  return cadence.flatMap(({ duty: { type, months, times }, windows }) =>
    windows.map((one): Row => {
      const { window, required, done, unrecorded, planned } = one
      const counts = [required, done, unrecorded, planned]
      return [name, type, words.every(months, times), words.window(window), ...counts, standingOf(one, day)]
    }),
  )
}

function standingOf({ window, required, done, planned }: Progress, day: Temporal.PlainDate): string {
  if (required === 0) return words.notRequired
  if (done >= required) return words.met
  if (!isAfter(window.to, day)) return words.short(required - done)
  return done + planned >= required ? words.arranged : words.stillOpen(required - done - planned)
}

function meetingRow(one: Sitting, { name, facts, groups, zone }: In & Pick<Counted, 'groups'>): Row {
  const own = figuresOfOne(facts, { sitting: one })
  const isCounted = own.held > 0 && own.unrecorded + own.fresh === 0
  return [
    ...[name, one.group === null ? '' : (groups.get(one.group) ?? one.group)],
    ...[minuteOf(one.startsAt, zone), minuteOf(one.endsAt, zone), one.title, one.types.join('、')],
    words.outcomes[one.outcome],
    ...OF_ROLL.map((figure): Cell => (isCounted ? own[figure] : null)),
    ...[words.rolls[rollState(own)], own.hours === 0 ? null : own.hours],
  ]
}

function rollState({ held, unrecorded, fresh }: Figures): keyof typeof words.rolls {
  if (held === 0) return 'none'
  if (unrecorded > 0) return 'unrecorded'
  return fresh > 0 ? 'fresh' : 'counted'
}

function recordRow(one: DueReport, { name, facts, zone }: In): Row {
  const own = figuresOfOne(facts, { report: one })
  const inTime = own.reportsOnTime > 0 ? words.handedIn.onTime : words.handedIn.late
  return [
    ...[name, one.meeting?.title ?? words.other, one.meeting?.types.join('、') ?? ''],
    ...[minuteOf(one.dueAt, zone), one.submittedAt === null ? null : minuteOf(one.submittedAt, zone)],
    own.reportsMissing > 0 ? words.handedIn.missing : inTime,
    words.reviews[one.state] ?? '',
  ]
}

function rollRows(people: readonly Somebody[], { name, facts, zone }: In): Row[] {
  const held = facts.sittings.filter(({ outcome }) => outcome === 'held')
  return held.flatMap((sitting) =>
    people.flatMap(({ parts, ...one }) => {
      const mark = markOf(parts.find(({ meeting }) => meeting === sitting.meeting))
      if (mark === null) return []
      return [[name, minuteOf(sitting.startsAt, zone), sitting.title, one.group, one.name, one.type, mark]]
    }),
  )
}

/** No reason, and nothing of health: whoever was exempt stands in no list. An observer who did not come is not told. */
function markOf(part: Part | undefined): string | null {
  if (part === undefined) return null
  if (!part.isExpected) return part.roll?.observers === 1 ? words.observer : null
  return words.marks[part.mark ?? ''] ?? words.unconfirmed
}

/** How everything was counted, and who has it from where. */
export function aboutRows(about: About): Row[] {
  const said = saidOf(about)
  const { about: of } = words
  const figures = Object.values(definitions)
  return [
    ...[
      [of.scope, about.title],
      [of.days, said.days],
      [of.asOf, said.asOf],
      [of.by, said.by],
      [of.at, said.at],
    ],
    [of.careful, about.named ? of.carefulOf.names : of.carefulOf.counts],
    ...figures.map(({ name, unit, how }) => [of.figure(name, unit), how]),
    [rateDefinition.name, rateDefinition.how],
    [of.gaps, of.gapsOf(Object.values(gapWords))],
    [of.agree, of.agreeOf],
    ...(about.named ? [[of.expired, of.expiredOf]] : []),
  ]
}

/** What a sheet says that has no rows. */
export function emptyRow(): Row {
  return [words.nothing]
}

/** 2026-11-27 17:00, as a column of moments takes it. */
export function minuteOf(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
