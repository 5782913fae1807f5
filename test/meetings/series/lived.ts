import fc from 'fast-check'
import type { Series } from '../../../config/college.ts'
import { BranchId, SeriesId } from '../../../src/ids.ts'
import { proposalText, stepsFor } from '../../../src/meetings/series/rules.ts'
import type { Kept } from '../../../src/meetings/series/types.ts'
import { type Calendar, type HolidayTable, openCalendar } from '../../../src/time/calendar.ts'
import { daysByDefinition, type Parts, ruleOf, someParts } from '../../time/rule-oracle.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

/** A branch's day of each month, unless said otherwise. */
export const aSeries = (over: Partial<Series> = {}): Series => ({
  ...{ id: SeriesId.parse('day-B01'), audience: { kind: 'branch', branch: BranchId.parse('B01') } },
  ...{ types: ['主题党日'], title: '主题党日', rrule: 'FREQ=MONTHLY;BYDAY=2WE' },
  ...{ at: Temporal.PlainTime.from('14:00'), minutes: 90, place: '会议室', agenda: [], host: null },
  ...{ observers: [], dayOff: 'next-workday', from: null, until: null },
  ...over,
})
/** Official tables of twelve years with these days off and make-up workdays. */
export const official = (off: string[], work: string[] = []): HolidayTable[] =>
  Array.from({ length: 12 }, (_, add) => 2023 + add).map((year) => ({
    ...{ year, official: true },
    off: off.filter((date) => date.startsWith(`${year}`)).map((date) => ({ date, name: '放假' })),
    work: work.filter((date) => date.startsWith(`${year}`)),
  }))
/** The series’ meetings as they are kept, lived from moment to moment. */
export class Branch {
  readonly kept = new Map<string, Kept>()
  readonly zone: string
  readonly series: Series
  constructor(series: Series, zone: string) {
    this.series = series
    this.zone = zone
  }

  plan(now: Temporal.Instant, calendar: Calendar): void {
    for (const one of this.kept.values())
      if (one.state === 'scheduled' && Temporal.Instant.compare(one.startsAt, now) <= 0) one.state = 'ended'
    const { book, gone } = stepsFor(this.series, [...this.kept.values()], { now, zone: this.zone, calendar })
    for (const { planned, date } of book) {
      const startsAt = planned.start.toZonedDateTime(this.zone).toInstant()
      const proposed = proposalText(planned)
      this.kept.set(planned.id, {
        id: planned.id,
        date,
        startsAt,
        proposed,
        state: 'scheduled',
        edited: false,
      })
    }
    for (const id of gone) {
      const one = this.kept.get(id)
      if (one !== undefined) this.kept.set(id, { ...one, state: 'cancelled', proposed: null })
    }
  }

  /** What is held, in order: the own date, and when on the wall clock. */
  held(): string[] {
    const open = [...this.kept.values()].filter(({ state }) => state !== 'cancelled')
    return open
      .map(({ date, startsAt }) => `${date}→${startsAt.toZonedDateTimeISO(this.zone).toPlainDateTime()}`)
      .sort()
  }
}

const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York')
const dayOffs = fc.constantFrom('next-workday', 'previous-workday', 'skip', 'same-day')
const firstDay = day('2026-01-01')
const aTable = fc
  .record({
    off: fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 9 })), { maxLength: 25 }),
    work: fc.array(fc.nat(500), { maxLength: 25 }),
  })
  .map(({ off, work }) => {
    const runs = off.flatMap(([add, length]) => Array.from({ length }, (_, more) => add + more))
    const date = (add: number) => firstDay.add({ days: add }).toString()
    return { off: new Set(runs.map(date)), work: new Set(work.map(date)) }
  })
type Table = { off: Set<string>; work: Set<string> }
/** The calendar of such a table. */
export const calendarOf = ({ off, work }: Table) => openCalendar(official([...off], [...work]))

/** What is held by definition: of the dates that come to one day, the one that is nearest to it. */
export function heldByDefinition(parts: Parts, { dayOff, at }: Series, table: Table): string[] {
  const best = new Map<string, { date: Temporal.PlainDate; far: number }>()
  for (const date of daysByDefinition(parts, day('2027-12-31'))) {
    if (dayOff === 'skip' && !isWork(date, table)) continue
    const on = walked(date, dayOff, table)
    const far = Math.abs(date.until(on, { largestUnit: 'days' }).days)
    const there = best.get(`${on}`)
    if (there === undefined || far < there.far) best.set(`${on}`, { date, far })
  }
  return [...best].map(([on, { date }]) => `${date}→${day(on).toPlainDateTime(at)}`).sort()
}

function walked(date: Temporal.PlainDate, dayOff: Series['dayOff'], table: Table): Temporal.PlainDate {
  const step = { days: { 'next-workday': 1, 'previous-workday': -1, skip: 0, 'same-day': 0 }[dayOff] }
  let on = date
  while (step.days !== 0 && !isWork(on, table)) on = on.add(step)
  return on
}

function isWork(date: Temporal.PlainDate, { off, work }: Table): boolean {
  return work.has(`${date}`) || (date.dayOfWeek < 6 && !off.has(`${date}`))
}

/** A series, its holidays, and when somebody looks. */
export const aLife = fc.record({
  parts: someParts.map((parts) => ({ ...parts, since: day('2025-12-15').add({ days: parts.since.day }) })),
  dayOff: dayOffs,
  zone: zones,
  table: aTable,
  later: aTable,
  hour: fc.integer({ min: 0, max: 23 }),
  // The first look is on the first of March; whoever looks next does so within eight weeks.
  gaps: fc.array(fc.integer({ min: 0, max: 56 * 24 }), { minLength: 1, maxLength: 6 }),
})

export type Life = typeof aLife extends fc.Arbitrary<infer L> ? L : never

/** When the first look is. */
export const start = (zone: string) =>
  day('2026-03-01').toZonedDateTime({ timeZone: zone, plainTime: '03:30' }).toInstant()
/** The rule's own date in a line. */
export const ownDate = (line: string) => line.split('→')[0] ?? ''

/** When a line says that it is held. */
export const local = (line: string) => Temporal.PlainDateTime.from(line.split('→')[1] ?? '')

/** The life lived from look to look, each of which happens twice; and what is held by definition. */
export function lived({ parts, dayOff, zone, table, hour, gaps }: Life) {
  const rule = ruleOf(parts)
  // At two or three in the morning the wall clock of a zone may lack the time: there it is an hour later.
  const at = Temporal.PlainTime.from({ hour, minute: 30 })
  const branch = new Branch(aSeries({ rrule: rule.rrule, from: parts.since, at, dayOff }), zone)
  let now = start(zone)
  for (const gap of [0, ...gaps]) {
    now = now.add({ hours: gap })
    branch.plan(now, calendarOf(table))
    branch.plan(now, calendarOf(table))
  }
  return { branch, now, expected: heldByDefinition(parts, branch.series, table) }
}

/** Whether a line's moment lies after the first and not after the second. */
export const isWithin = (zone: string, from: Temporal.Instant, to: Temporal.Instant) => (line: string) => {
  const at = local(line).toZonedDateTime(zone).toInstant()
  return Temporal.Instant.compare(from, at) < 0 && Temporal.Instant.compare(at, to) <= 0
}

/** The same on the wall clock of a zone that has no such time on that day. */
export const told = (zone: string) => (line: string) =>
  `${line.split('→')[0]}→${local(line).toZonedDateTime(zone).toPlainDateTime()}`
