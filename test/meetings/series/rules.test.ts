import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Series } from '../../../config/college.ts'
import {
  mayPlan,
  occurrenceId,
  occurrencesOf,
  proposalText,
  reachFrom,
  stepsFor,
} from '../../../src/meetings/series/rules.ts'
import type { Kept } from '../../../src/meetings/series/types.ts'
import { openCalendar } from '../../../src/time/calendar.ts'
import {
  aLife,
  aSeries,
  calendarOf,
  heldByDefinition,
  isWithin,
  lived,
  local,
  official,
  ownDate,
  start,
  told,
} from './lived.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const span = { from: day('2026-09-01'), to: day('2026-10-31') }
const held = (series: Series, off: string[], work: string[] = []) =>
  occurrencesOf(series, span, openCalendar(official(off, work))).map(({ date, on }) => `${date}→${on}`)

test('what falls on a day off is held as the series says', () => {
  const off = ['2026-10-14', '2026-10-15']
  const of = (dayOff: Series['dayOff']) => held(aSeries({ dayOff }), off)
  expect(of('next-workday')).toEqual(['2026-09-09→2026-09-09', '2026-10-14→2026-10-16'])
  expect(of('previous-workday')).toEqual(['2026-09-09→2026-09-09', '2026-10-14→2026-10-13'])
  expect(of('skip')).toEqual(['2026-09-09→2026-09-09'])
  expect(of('same-day')).toEqual(['2026-09-09→2026-09-09', '2026-10-14→2026-10-14'])
  expect(held(aSeries({ rrule: 'FREQ=MONTHLY;BYDAY=2SA' }), [], ['2026-10-10'])).toEqual([
    '2026-09-12→2026-09-14',
    '2026-10-10→2026-10-10',
  ])
})

test('no two of a series fall on one day: the one at home there stays, also beyond the stretch looked at', () => {
  const weekly = aSeries({ rrule: 'FREQ=WEEKLY;BYDAY=TH,FR' })
  const off = ['2026-10-30']
  expect(held({ ...weekly, dayOff: 'previous-workday' }, off).slice(-2)).toEqual([
    '2026-10-23→2026-10-23',
    '2026-10-29→2026-10-29',
  ])
  const golden = Array.from({ length: 7 }, (_, add) => `2026-10-0${1 + add}`)
  expect(held(weekly, golden).slice(7, 10)).toEqual([
    '2026-09-25→2026-09-25',
    '2026-10-08→2026-10-08',
    '2026-10-09→2026-10-09',
  ])
  // The last day of the stretch is off, and the next one is another date of the rule.
  expect(held(aSeries({ rrule: 'FREQ=DAILY' }), ['2026-10-30']).at(-1)).toBe('2026-10-29→2026-10-29')
})

test('from and until bound the days of the rule', () => {
  expect(held(aSeries({ from: day('2026-10-01') }), [])).toEqual(['2026-10-14→2026-10-14'])
  expect(held(aSeries({ until: day('2026-10-13') }), [])).toEqual(['2026-09-09→2026-09-09'])
})

test('whatever the rule, the holidays, the zone and the order of planning: none twice, none missing, none shifted', () => {
  fc.assert(
    fc.property(aLife, (life) => {
      const { branch, now, expected } = lived(life)
      const ahead = now.toZonedDateTimeISO(life.zone).add({ weeks: 8 }).toInstant()
      const within = isWithin(life.zone, start(life.zone), ahead)
      expect(branch.held().filter(within)).toEqual(expected.filter(within).map(told(life.zone)))
      const days = branch.held().map((line) => `${local(line).toPlainDate()}`)
      expect(new Set(days).size).toBe(days.length)
      // What lies further ahead is right as well; there is merely not all of it.
      expect(expected.map(told(life.zone))).toEqual(expect.arrayContaining(branch.held()))
    }),
    { numRuns: 200 },
  )
})

test('when the official table comes, what is to come follows it, and what was is as it was', () => {
  fc.assert(
    fc.property(aLife, (life) => {
      const { branch, now } = lived(life)
      const before = branch.held()
      branch.plan(now, calendarOf(life.later))
      const ahead = now.toZonedDateTimeISO(life.zone).add({ weeks: 8 }).toInstant()
      const within = isWithin(life.zone, now, ahead)
      const expected = heldByDefinition(life.parts, branch.series, life.later).map(told(life.zone))
      const after = branch.held()
      const past = isWithin(life.zone, start(life.zone), now)
      expect(after.filter(past)).toEqual(before.filter(past))
      // What was held ahead of its date, because that was thought to be a day off, is not held again.
      const over = new Set(before.filter(past).map(ownDate))
      const due = expected.filter(within).filter((line) => !over.has(ownDate(line)))
      expect(after.filter(within)).toEqual(expect.arrayContaining(due))
      expect(after.filter(within).filter((line) => over.has(ownDate(line)))).toEqual([])
      // What should have been held by now under the new table stays where it was, and stands in nobody’s way.
      const kept = after.filter(within).filter((line) => !expected.includes(line))
      expect(before).toEqual(expect.arrayContaining(kept))
      const days = after.map((line) => `${local(line).toPlainDate()}`)
      expect(new Set(days).size).toBe(days.length)
    }),
    { numRuns: 200 },
  )
})

const MONDAY = Temporal.Instant.from('2026-11-23T09:00:00+08:00')
const planner = { now: MONDAY, zone: 'Asia/Shanghai', calendar: openCalendar(official([])) }
const kept = (over: Partial<Kept> = {}): Kept => ({
  ...{ id: occurrenceId(aSeries(), day('2026-12-09')), date: day('2026-12-09') },
  ...{ startsAt: Temporal.Instant.from('2026-12-09T14:00:00+08:00'), state: 'scheduled' as const },
  ...{ edited: false, proposed: null },
  ...over,
})

test('an occurrence is named by its series and the rule’s own date', () => {
  expect(occurrenceId(aSeries(), day('2026-12-09'))).toBe('day-B01-20261209')
  const [first] = stepsFor(aSeries(), [], planner).book
  expect(first?.planned).toMatchObject({ id: 'day-B01-20261209', types: ['主题党日'], minutes: 90 })
})

test('what a person changed or cancelled, or what has begun, is left alone', () => {
  const [first] = stepsFor(aSeries(), [], planner).book
  if (first === undefined) throw new Error('nothing to plan')
  const { planned } = first
  const may = (one: Kept | undefined) => mayPlan(one, planned, planner)
  expect([may(undefined), may(kept()), may(kept({ proposed: proposalText(planned) }))]).toEqual([
    true,
    true,
    false,
  ])
  expect([may(kept({ edited: true })), may(kept({ state: 'ended' }))]).toEqual([false, false])
  expect(may(kept({ startsAt: MONDAY }))).toBe(false)
  expect(may(kept({ state: 'cancelled' }))).toBe(true)
})

test('what the series names no more is gone, unless it has begun or is cancelled already', () => {
  const thursday = aSeries({ rrule: 'FREQ=MONTHLY;BYDAY=2TH' })
  const gone = (one: Kept) => stepsFor(thursday, [one], planner).gone
  expect(gone(kept())).toEqual(['day-B01-20261209'])
  expect(gone(kept({ edited: true }))).toEqual(['day-B01-20261209'])
  expect([gone(kept({ state: 'cancelled' })), gone(kept({ startsAt: MONDAY }))]).toEqual([[], []])
})

test('what a person moved away from its own date, or what was planned further ahead, is still named', () => {
  const startsAt = Temporal.Instant.from('2026-12-01T14:00:00+08:00')
  const named = (text: string) => ({ id: occurrenceId(aSeries(), day(text)), date: day(text), startsAt })
  const moved = kept({ ...named('2026-11-11'), edited: true })
  expect(stepsFor(aSeries(), [moved, kept(named('2027-03-10'))], planner).gone).toEqual([])
})

test('looked back is as far as something may still be held today', () => {
  const { calendar: _, ...where } = planner
  const of = (off: string[]) => reachFrom({ ...where, calendar: openCalendar(official(off)) }).toString()
  expect(of([])).toBe('2026-11-21')
  expect(of(['2026-11-20', '2026-11-19', '2026-11-23'])).toBe('2026-11-19')
})
