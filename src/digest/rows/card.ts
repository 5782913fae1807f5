import type { Settings } from '../../../config/college.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card, Column } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { teachingWeek } from '../../time/calendar.ts'
import { shortDay } from '../../time/format.ts'
import { digestTitle } from '../card.ts'
import { COLLEGE_PART, type Part, type Snapshot } from '../types.ts'
import { mondayOf } from '../weeks/service.ts'
import { rowsButton } from './action.ts'
import { numbersIn, standingTo, sumAt, WEEK } from './rules.ts'
import type { Rows } from './service.ts'
import type { ComparedRow, DigestNumber, Of } from './types.ts'
import { aboutOf, words } from './words.ts'

type College = Pick<Settings, 'timezone' | 'terms'>

const LONGEST_TITLE = 40
const LONGEST_NAME = 20
/** The platform turns the pages of a table itself: so many rows are still light. */
const PER_PAGE = 60
const PAGE = 10
/** A button for each branch, as long as a phone shows them. */
const MOST_BRANCHES = 14
/** So many rows that changed since are named. */
const MOST_CHANGED = 3

/** The numbers of a digest, each with the button that opens its rows. */
export function numbersCard(
  { digest, of, snapshot }: { digest: string; of: Of; snapshot: Snapshot },
  college: College,
): Card {
  const title = words.title(`${whoseName(of, snapshot.branches)} ${digestTitle(snapshot, college)}`)
  const shown = { digest, snapshot, terms: college.terms }
  const own = groupsOf({ ...shown, of })
  const all = of === 'all' ? [...own, ...collegeButtons(shown)] : own
  return {
    ...{ title, summary: title, tone: 'blue' },
    blocks: all.length === 0 ? [text(words.none)] : [small(words.how), ...all],
  }
}

type Grouped = { digest: string; of: Of; snapshot: Snapshot; terms: Settings['terms'] }

function groupsOf(of: Grouped): Block[] {
  const found = numbersIn(of.snapshot, of.of)
  return (['figures', 'waiting', 'duties', 'weeks'] as const).flatMap((group): Block[] => {
    const all = found[group].map((one) => numberButton(one, of))
    return all.length === 0 ? [] : [text(words.groups[group]), buttons(...all)]
  })
}

/** The college's own meetings are in no sum of the branches'. */
function collegeButtons(of: Omit<Grouped, 'of'>): Block[] {
  const { figures, duties } = numbersIn(of.snapshot, 'college')
  const all = [...figures, ...duties].map((one) => numberButton(one, { ...of, of: 'college' }))
  return all.length === 0 ? [] : [text(words.college), buttons(...all)]
}

function numberButton(number: DigestNumber, { digest, of, snapshot, terms }: Grouped): Button {
  const label = numberText(number, snapshot, terms)
  return rowsButton({ digest, of, number: number.name, page: 1 }, label)
}

function numberText({ name, values }: DigestNumber, snapshot: Snapshot, terms: Settings['terms']): string {
  const [first, second] = values
  if (first === undefined) return name
  if (name === 'rate') return words.button(aboutOf(name).name, words.rate(second?.was ?? 0, first.was))
  return name.startsWith(WEEK)
    ? words.week(weekText(name, terms))
    : words.button(nameOf(name, snapshot), rounded(first.was))
}

function weekText(name: string, terms: Settings['terms']): string {
  const monday = mondayOf(name.slice(WEEK.length))
  if (monday === null) return name
  const week = teachingWeek(terms, monday)
  return week === null ? shortDay(monday) : words.teachingWeek(week)
}

/** What a number is called; a duty with its month, quarter or year. */
function nameOf(name: string, { branches, college }: Pick<Snapshot, 'branches' | 'college'>): string {
  const duty = standingTo([...branches, college], name)?.duty
  return duty === undefined ? aboutOf(name).name : words.duty(duty)
}

function whoseName(of: Of, branches: readonly Part[]): string {
  if (of === 'all') return words.all
  if (of === 'college') return words.college
  return shortened(branches.find(({ id }) => id === of)?.name ?? of, LONGEST_NAME)
}

/** The rows that a number counts: they add up to what the digest said, and where it is another number now both are said. */
export function rowsCard(shown: Rows, college: College): Card {
  const { snapshot, of, number } = shown
  const name = number.startsWith(WEEK)
    ? words.week(weekText(number, college.terms))
    : nameOf(number, snapshot)
  const title = words.rowsTitle(whoseName(of, snapshot.branches), name)
  const pages = Math.max(1, Math.ceil(shown.rows.length / PER_PAGE))
  const page = Math.min(Math.max(1, shown.page), pages)
  const rows = shown.rows.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  return {
    title,
    subtitle: digestTitle(snapshot, college),
    tone: shown.rows.length === 0 ? 'grey' : 'blue',
    summary: title,
    blocks: [
      text([saidLine(shown), ...dutyLine(shown)].join('\n')),
      ...changeBlocks(shown, college.timezone),
      ...(shown.kept ? [] : [text(words.notKept)]),
      ...(rows.length === 0 ? [text(words.noRows)] : [tableOf(rows, shown, college.timezone)]),
      ...(pages > 1
        ? [small(words.page(page, pages, shown.rows.length)), buttons(...pager(shown, page, pages))]
        : []),
      ...branchButtons(shown),
      ...howOf(shown),
    ],
  }
}

function saidLine({ shown }: Rows): string {
  const said = shown.values.map(({ name, was }) => {
    const { unit, name: label } = name.startsWith('duty:') ? { unit: '次', name: '' } : aboutOf(name)
    return words.value(label, rounded(was), unit)
  })
  return words.said(said.join(words.between))
}

function dutyLine({ parts, number }: Rows): string[] {
  const found = standingTo(parts, number)
  return found === null
    ? []
    : [
        words.met(
          found.met,
          found.of,
          found.short.map((name) => shortened(name, LONGEST_NAME)),
        ),
      ]
}

/** Which number is another one now, and by what. */
function changeBlocks(shown: Rows, zone: string): Block[] {
  if (!shown.isCompared) return []
  const lines = shown.shown.values.flatMap(({ name, was }, nth) => {
    const now = sumAt(shown.rows, 'now', nth)
    const rows = shown.kept ? shown.rows.filter((row) => (row.was[nth] ?? 0) !== (row.now[nth] ?? 0)) : []
    if (now === was && rows.length === 0) return []
    const said = rows.slice(0, MOST_CHANGED).map((row) => changedRow(row, nth, zone))
    const because =
      said.length === 0
        ? ''
        : words.because(said.join(words.and), rows.length > said.length ? rows.length : 0)
    return [words.changed(aboutOf(name).name, rounded(was), rounded(now)) + because]
  })
  return lines.length === 0 ? [] : [text(lines.join('\n'))]
}

function changedRow(row: ComparedRow, nth: number, zone: string): string {
  return words.changedRow(dayOf(row, zone), titleOf(row), cellOf(row, nth))
}

function dayOf({ at }: ComparedRow, zone: string): string {
  return shortDay(at.toZonedDateTimeISO(zone))
}

function titleOf({ title }: ComparedRow): string {
  return title === null ? words.gone : shortened(title, LONGEST_TITLE)
}

/** As the digest counted it; with an arrow what it is now, where that is another number. */
function cellOf(row: ComparedRow, nth: number, of: Pick<Rows, 'kept' | 'isCompared'> = COMPARED): string {
  const [was, now] = [row.was[nth] ?? null, row.now[nth] ?? null]
  if (!of.kept) return countText(now)
  return of.isCompared && (was ?? 0) !== (now ?? 0)
    ? words.change(countText(was), countText(now))
    : countText(was)
}

const COMPARED = { kept: true, isCompared: true }

function countText(count: number | null): string {
  return count === null ? words.nothing : rounded(count)
}

function tableOf(rows: readonly ComparedRow[], shown: Rows, zone: string): Block {
  const { day, branch, title } = words.columns
  const isMany = shown.parts.length > 1
  const names = new Map(shown.parts.map((part) => [part.id, part.name]))
  const columns: Column[] = [
    { name: 'day', title: day, type: 'text', width: '80px' },
    ...(isMany ? [{ name: 'branch', title: branch, type: 'text' } as const] : []),
    { name: 'title', title, type: 'text' },
    ...shown.shown.values.map(({ name }, nth): Column => {
      return {
        name: `v${nth}`,
        title: name.startsWith('duty:') ? words.done : aboutOf(name).name,
        type: 'text',
      }
    }),
  ]
  return {
    ...{ kind: 'table', pageSize: PAGE, columns },
    rows: rows.map((row) => ({
      ...{ day: dayOf(row, zone), title: titleOf(row) },
      ...(isMany ? { branch: names.get(row.part) ?? row.part } : {}),
      ...Object.fromEntries(row.was.map((_, nth) => [`v${nth}`, cellOf(row, nth, shown)])),
    })),
  }
}

function pager(shown: Rows, page: number, pages: number): Button[] {
  const to = (other: number, said: string): Button[] =>
    other < 1 || other > pages ? [] : [rowsButton({ ...openedIn(shown), page: other }, said)]
  return [...to(page - 1, words.before), ...to(page + 1, words.after)]
}

function openedIn({ digest, of, number }: Rows) {
  return { digest, of, number }
}

function branchButtons(shown: Rows): Block[] {
  const own = new Set(shown.rows.map(({ part }) => part))
  const some = shown.parts.filter(({ id }) => own.has(id) && id !== COLLEGE_PART)
  if (shown.of !== 'all' || some.length < 2 || some.length > MOST_BRANCHES) return []
  // The id of a branch's part is the branch's.
  const all = some.map(({ id, name }) => rowsButton({ ...openedIn(shown), of: id as Of, page: 1 }, name))
  return [small(words.ofBranch), buttons(...all)]
}

function howOf({ shown }: Rows): Block[] {
  const lines = shown.values.flatMap(({ name }) => {
    const { name: label, how } = aboutOf(name)
    return how === '' ? [] : [words.definition(label, how)]
  })
  return lines.length === 0 ? [] : [small(lines.join('\n'))]
}

/** Hours may come by halves. */
function rounded(count: number): string {
  return String(Math.round(count * 100) / 100)
}
