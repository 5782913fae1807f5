import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../../config/holidays.ts'
import { chases, fromTomorrow, stillReminds } from '../../../src/reports/rules.ts'
import { daysOffered, isOffered, onDay, refusalToAsk } from '../../../src/reports/extension/rules.ts'
import { openCalendar } from '../../../src/time/calendar.ts'
import { dateOf } from '../../../src/time/dates.ts'
import { isAfter } from '../../../src/time/order.ts'
import { isQuiet } from '../../../src/time/silent.ts'
import { aRequest, DUE } from '../a-request.ts'

const ZONE = 'Asia/Shanghai'
const day = Temporal.PlainDate.from
const offered = (today: string, days = 14) => daysOffered(DUE, { today: day(today), days, zone: ZONE })

test('a new day lies after the deadline and after today, fourteen days at most', () => {
  const before = offered('2026-11-20')
  expect([before.first, before.last].map(String)).toEqual(['2026-11-24', '2026-12-07'])
  const late = offered('2026-11-25')
  expect([late.first, late.last].map(String)).toEqual(['2026-11-26', '2026-12-09'])
  const chosen = ['2026-11-23', '2026-11-24', '2026-12-07', '2026-12-08'].map((one) =>
    isOffered(day(one), before),
  )
  expect(chosen).toEqual([false, true, true, false])
  expect(isOffered(day('2026-11-24'), offered('2026-11-20', 0))).toBe(false)
})

test('the time of day stays', () => {
  expect(String(onDay(DUE, day('2026-12-01'), ZONE))).toBe('2026-12-01T10:00:00Z')
})

test('one application a request, while it is owed', () => {
  const of = (over: Parameters<typeof aRequest>[0], state?: 'asked' | 'granted' | 'declined', days = 14) =>
    refusalToAsk(aRequest(over), { before: state && { state }, days, now: DUE })
  expect(of({})).toBeNull()
  expect(of({ dueAt: DUE.subtract({ minutes: 1 }) })).toBe('late')
  expect(of({ state: 'returned' })).toBeNull()
  expect(of({ state: 'submitted' })).toBe('settled')
  expect(of({}, undefined, 0)).toBe('notOffered')
  expect(of({ extended: true })).toBe('extended')
  expect([of({}, 'asked'), of({}, 'granted'), of({}, 'declined')]).toEqual(['asked', 'extended', 'declined'])
})

const silent = { from: Temporal.PlainTime.from('21:30'), to: Temporal.PlainTime.from('07:30'), daysOff: true }
const quiet = { zone: ZONE, calendar: openCalendar(await loadHolidays()), silent }
const rule = {
  chase: ['-PT8H', 'PT0S', 'P1D'].map((one) => Temporal.Duration.from(one)),
  escalate: Temporal.Duration.from('P2D'),
}

/** The hours at which a request that is put off is chased, as its alarms say so when they come. */
function chased(of: { askedAt: number; decidedAt: number; days: number; answeredAt: number }) {
  const after = (hours: number) => DUE.add({ hours })
  const [asked, decided, answered] = [after(of.askedAt), after(of.decidedAt), after(of.answeredAt)]
  const newDue = onDay(DUE, dateOf(DUE, ZONE).add({ days: of.days }), ZONE)
  const first = chases(DUE, rule, quiet).map(({ at }) => ({ at, round: 0 }))
  const all = fromTomorrow(chases(newDue, rule, quiet), { today: dateOf(decided, ZONE), zone: ZONE })
  const second = all.map(({ at }) => ({ at, round: 1 }))
  const reached = (at: Temporal.Instant, moment: Temporal.Instant) => !isAfter(moment, at)
  return [...first, ...second]
    .filter(({ at, round }) => {
      const state = reached(at, answered) ? 'submitted' : 'open'
      const request = { state, round: reached(at, decided) ? 1 : 0 } as const
      return stillReminds(request, { round, asked: reached(at, asked) && !reached(at, decided) })
    })
    .map(({ at }) => at)
    .sort(Temporal.Instant.compare)
}

const hours = (min: number, max: number) => fc.integer({ min, max })

test('around another deadline nobody is chased after the answer, while it is asked for, twice at once, or in quiet times', () => {
  const lives = fc.record({
    askedAt: hours(-72, 60),
    wait: hours(0, 60),
    days: fc.integer({ min: 1, max: 14 }),
    answeredAt: hours(-72, 500),
  })
  fc.assert(
    fc.property(lives, ({ wait, ...life }) => {
      const decidedAt = life.askedAt + wait
      const all = chased({ ...life, decidedAt })
      const [asked, decided] = [DUE.add({ hours: life.askedAt }), DUE.add({ hours: decidedAt })]
      for (const at of all) {
        expect(isAfter(DUE.add({ hours: life.answeredAt }), at)).toBe(true)
        expect(!isAfter(asked, at) && isAfter(decided, at)).toBe(false)
      }
      // Nobody who was given another day is reminded on that day, and no two reminders come within the quiet hours of a night.
      expect(all.some((at) => !isAfter(decided, at) && dateOf(at, ZONE).equals(dateOf(decided, ZONE)))).toBe(
        false,
      )
      const gaps = all.slice(1).map((at, n) => (all[n] ?? at).until(at, { largestUnit: 'hours' }).hours)
      expect(gaps.every((gap) => gap >= 8)).toBe(true)
      const dueDays = [0, life.days].map((days) => dateOf(DUE, ZONE).add({ days }))
      expect(all.every((at) => dueDays.some((about) => !isQuiet(at, quiet, about)))).toBe(true)
    }),
  )
})
