import type { Settings } from '../../../config/college.ts'
import { buttons, small, text } from '../../cards/blocks.ts'
import type { Block, Button, Card } from '../../cards/card.ts'
import { shortened } from '../../cards/shortened.ts'
import { gapWords } from '../../measures/service.ts'
import type { Figures } from '../../measures/types.ts'
import { fillButton, tickButton } from '../../reports/service.ts'
import { teachingWeek } from '../../time/calendar.ts'
import { clock, dayName, shortDay } from '../../time/format.ts'
import { isAfter, isBefore } from '../../time/order.ts'
import { isDoubtful, percent } from '../rules.ts'
import { todoAction } from './action.ts'
import { dutiesShown, isCalm, isOver, missingOf, named, onTime } from './rules.ts'
import type { BranchDuty, BranchWeek, Medians } from './types.ts'
import { aboutNames, words } from './words.ts'

/** So many titles that passed are named: a phone shows no more at a glance. */
const MOST_SHOWN = 3
const LONGEST_TITLE = 60

/** When it is shown, and the buttons to what lies behind its numbers. */
type When = Pick<Settings, 'terms' | 'timezone'> & { now: Temporal.Instant; leads: readonly Button[] }

/** A branch's week, for whoever leads it: its own numbers beside the median, what waits, what comes. (domain §7.22) */
export function branchDigest(week: BranchWeek, when: When): Card {
  const calm = isCalm(week)
  return {
    title: words.title(shortened(week.part.name, LONGEST_TITLE), teachingWeek(when.terms, week.from)),
    tone: calm ? 'green' : 'blue',
    summary: words.summary,
    blocks: calm ? [text(words.calm), text(words.calmNext)] : weekBlocks(week, when),
  }
}

function weekBlocks(week: BranchWeek, when: When): Block[] {
  return [
    heading(words.last(daysOf(week.from))),
    text([...lastLines(week), ...passedLines(week)].join('\n')),
    heading(words.waiting),
    ...waitingBlocks(week, when),
    heading(words.next(daysOf(week.to))),
    text(nextLines(week, when).join('\n')),
    ...dutyBlocks(week),
    ...(when.leads.length === 0 ? [] : [buttons(...when.leads)]),
  ]
}

function lastLines({ part: { figures, gaps }, medians }: BranchWeek): string[] {
  if (figures === null) return [words.uncounted]
  const why = gaps.map((gap) => gapWords[gap]).join('；')
  if (gaps.includes('movedIn')) return [words.noNumbers(why)]
  const { held, unrecorded, fresh } = figures
  return [
    words.held(held, medianOf(medians.held, words.times), unrecorded),
    ...(why === '' ? rateLines(figures, medians) : [words.noRate(why)]),
    ...(fresh === 0 ? [] : [words.fresh(fresh)]),
    ...reportLines(figures, medians),
  ]
}

function rateLines(figures: Figures, { rate }: Medians): string[] {
  const value = percent(figures)
  if (value === null) return []
  if (isDoubtful(figures)) return [words.doubtful]
  return [words.rate(words.percent(value), medianOf(rate, share))]
}

function reportLines(figures: Figures, medians: Medians): string[] {
  const { reportsDue: due, reportsOnTime, reportsLate: late, reportsMissing: missing } = figures
  if (onTime(figures) === null) return []
  const median = medians.onTime === null ? '' : words.onTime(share(medians.onTime))
  return [words.reports({ due, onTime: reportsOnTime, late, missing }) + median]
}

function medianOf(value: number | null, said: (value: number) => string): string {
  return value === null ? '' : words.median(said(Math.round(value * 1000) / 1000))
}

function share(value: number): string {
  return words.percent(Math.round(value * 100))
}

function passedLines({ passed }: BranchWeek): string[] {
  if (passed.length === 0) return []
  const titles = passed.slice(0, MOST_SHOWN).map((title) => shortened(title, LONGEST_TITLE))
  return [words.passed(titles.join(words.and), passed.length > MOST_SHOWN ? passed.length : 0)]
}

function waitingBlocks(week: BranchWeek, when: When): Block[] {
  const { reports, tasks } = named(week)
  const shown = [...reportItems(reports, when), ...taskItems(tasks, when)]
  if (shown.length === 0) return [text(words.none)]
  const further = week.reports.length + week.tasks.length - shown.length
  return [
    text(countLine(week, when)),
    ...shown.flatMap(({ line, button }): Block[] => [text(line), buttons(button)]),
    ...(further > 0 ? [small(words.further(further))] : []),
    buttons(todoAction.button({ text: words.todo, data: {} })),
  ]
}

function countLine({ reports, tasks }: BranchWeek, { now }: When): string {
  const records = reports.filter(({ about }) => aboutNames[about] === aboutNames.meeting)
  const open = records.filter(({ returned }) => !returned)
  const late = open.filter(({ dueAt }) => isAfter(now, dueAt)).length
  const of = (kind: 'remedy' | 'collection' | 'step') => reports.filter(({ about }) => about === kind).length
  const { counts } = words
  const said: [number, (count: number) => string][] = [
    [late, counts.late],
    [open.length - late, counts.due],
    [records.length - open.length, counts.returned],
    [of('remedy'), counts.remedies],
    [of('collection'), counts.collections],
    [of('step'), counts.steps],
    [tasks.length, counts.tasks],
  ]
  return said.flatMap(([count, say]) => (count === 0 ? [] : [say(count)])).join(words.between)
}

type Item = { line: string; button: Button }

function reportItems(reports: BranchWeek['reports'], { now, timezone }: When): Item[] {
  return reports.map(({ id, about, title, dueAt, returned }) => {
    const name = `${aboutNames[about]} ${shortened(title, LONGEST_TITLE)}`
    if (returned) return { line: words.back(name), button: fillButton(id, words.edit) }
    const local = dueAt.toZonedDateTimeISO(timezone)
    const day = `${shortDay(local)}（${dayName(local)}）${clock(local)}`
    const say = isAfter(now, dueAt) ? words.was : words.until
    return { line: say(name, day), button: fillButton(id) }
  })
}

function taskItems(tasks: BranchWeek['tasks'], { now, timezone }: When): Item[] {
  const on = now.toZonedDateTimeISO(timezone).toPlainDate()
  return tasks.map(({ id, what, dueOn }) => {
    const say = isBefore(dueOn, on) ? words.was : words.until
    const day = `${shortDay(dueOn)}（${dayName(dueOn)}）`
    return { line: say(shortened(what, LONGEST_TITLE), day), button: tickButton(id) }
  })
}

function nextLines({ part: { next } }: BranchWeek, { timezone }: When): string[] {
  if (next.count === 0) return [words.noPlans]
  const further = next.count - next.first.length
  const first = next.first.map(({ at, title }) => {
    const local = Temporal.Instant.from(at).toZonedDateTimeISO(timezone)
    return words.plan(`${dayName(local)}${clock(local)}`, shortened(title, LONGEST_TITLE))
  })
  return further > 0 ? [...first, words.furtherPlans(further)] : first
}

function dutyBlocks(week: BranchWeek): Block[] {
  const shown = dutiesShown(week)
  if (shown.length === 0) return []
  const spans = Map.groupBy(shown, (one) => words.span(one.duty.months, isOver(one, week)))
  const lines = [...spans].map(([span, duties]) =>
    words.line(span, duties.map((one) => dutyWords(one, isOver(one, week))).join(words.between)),
  )
  const isShort = shown.some((one) => missingOf(one) > 0)
  return [heading(words.duties), text(lines.join('\n')), ...(isShort ? [small(words.hint)] : [])]
}

function dutyWords(one: BranchDuty, over: boolean): string {
  return words.duty(one.duty.type, one.duty.of, ` ${stateOf(one, over)}`)
}

function stateOf(one: BranchDuty, over: boolean): string {
  const { required, done, unrecorded } = one
  const missing = missingOf(one)
  if (missing > 0) return over ? words.state.over(required, done) : words.state.missing(missing)
  if (done < required) return words.state.planned
  return done - unrecorded < required ? words.state.unrecorded : words.state.done
}

function daysOf(monday: Temporal.PlainDate): string {
  return words.days(shortDay(monday), shortDay(monday.add({ days: 6 })))
}

function heading(said: string): Block {
  return { kind: 'text', text: said, size: 'heading' }
}
