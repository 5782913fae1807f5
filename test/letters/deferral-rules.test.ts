import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../config/holidays.ts'
import { eveningOf, ruling, type Situation } from '../../src/letters/deferral/rules.ts'
import { openCalendar } from '../../src/time/calendar.ts'
import { isQuiet, type Quiet } from '../../src/time/silent.ts'

const ZONE = 'Asia/Shanghai'
const calendar = openCalendar(await loadHolidays())
const silent = { from: Temporal.PlainTime.from('21:30'), to: Temporal.PlainTime.from('07:30'), daysOff: true }
const quiet: Quiet = { zone: ZONE, calendar, silent }
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant()
const monday = at('2026-11-23T09:00')
const night = at('2026-11-23T22:00')

function situation(over: Partial<Situation> = {}): Situation {
  return {
    urgency: 'reminder',
    now: monday,
    uselessAfter: null,
    quiet,
    about: null,
    heldBy: null,
    today: { sent: 0, cap: 3 },
    isSummary: false,
    ...over,
  }
}

test('an answer goes at night, in a pause and above the cap, and does not count', () => {
  const worst = { now: night, heldBy: 'p', today: { sent: 9, cap: 3 } }
  expect(ruling(situation({ urgency: 'answer', ...worst }))).toEqual({ kind: 'go', counts: false })
})

test.each(['notice', 'reminder'] as const)('a pause holds a %s', (urgency) => {
  expect(ruling(situation({ urgency, heldBy: 'p' }))).toEqual({ kind: 'hold', by: 'p' })
})

test('a pause does not hold what was moved or cancelled, and the cap does not count it', () => {
  const told = situation({ urgency: 'change', heldBy: 'p', today: { sent: 3, cap: 3 } })
  expect(ruling(told)).toEqual({ kind: 'go', counts: false })
})

test.each(['change', 'notice', 'reminder'] as const)('at night a %s waits for the morning', (urgency) => {
  expect(ruling(situation({ urgency, now: night }))).toEqual({ kind: 'later', at: at('2026-11-24T07:30') })
})

test('what would be too late in the morning: a reminder lapses, a notice is told at night', () => {
  const early = { now: night, uselessAfter: at('2026-11-24T07:00') }
  expect(ruling(situation(early))).toEqual({ kind: 'lapse', code: 'silent' })
  expect(ruling(situation({ ...early, urgency: 'notice' }))).toEqual({ kind: 'go', counts: false })
})

test('on a day off only what concerns that day is sent', () => {
  const saturday = { now: at('2026-11-28T09:00') }
  expect(ruling(situation(saturday))).toEqual({ kind: 'later', at: at('2026-11-30T07:30') })
  const today = { ...saturday, about: Temporal.PlainDate.from('2026-11-28') }
  expect(ruling(situation(today))).toEqual({ kind: 'go', counts: true })
})

test('the last reminder of the day becomes the summary; what follows rests until the next morning', () => {
  const kinds = [0, 1, 2, 3].map((sent) => ruling(situation({ today: { sent, cap: 3 } })).kind)
  expect(kinds).toEqual(['go', 'go', 'summarise', 'later'])
  const full = { today: { sent: 3, cap: 3 } }
  expect(ruling(situation(full))).toEqual({ kind: 'later', at: at('2026-11-24T07:30') })
  expect(ruling(situation({ ...full, uselessAfter: at('2026-11-23T20:00') }))).toEqual({
    kind: 'lapse',
    code: 'cap',
  })
  expect(ruling(situation({ today: { sent: 2, cap: 3 }, isSummary: true })).kind).toBe('go')
})

test('without a cap, and to a group, every reminder goes', () => {
  for (const today of [null, { sent: 99, cap: 0 }]) expect(ruling(situation({ today })).kind).toBe('go')
})

test('where nothing is silent, what the cap holds back comes at the same time of the next day', () => {
  const never = { ...quiet, silent: null }
  const full = situation({ quiet: never, today: { sent: 3, cap: 3 } })
  expect(ruling(full)).toEqual({ kind: 'later', at: at('2026-11-24T09:00') })
})

test('whatever the moment, a reminder never goes in a silent time, and is put off only forward to an allowed one', () => {
  const seconds = fc.integer({ min: 1_790_000_000, max: 1_830_000_000 })
  const instant = seconds.map((one) => Temporal.Instant.fromEpochMilliseconds(one * 1_000))
  const today = fc.record({ sent: fc.nat(5), cap: fc.nat(4) })
  fc.assert(
    fc.property(instant, today, fc.option(instant), (now, counted, uselessAfter) => {
      const ruled = ruling(situation({ now, today: counted, uselessAfter }))
      if (ruled.kind === 'go' || ruled.kind === 'summarise') expect(isQuiet(now, quiet)).toBe(false)
      if (ruled.kind === 'go' && counted.cap > 0) expect(counted.sent).toBeLessThan(counted.cap)
      if (ruled.kind !== 'later') return
      expect(Temporal.Instant.compare(ruled.at, now)).toBe(1)
      expect(isQuiet(ruled.at, quiet)).toBe(false)
      if (uselessAfter !== null) expect(Temporal.Instant.compare(ruled.at, uselessAfter)).toBe(-1)
    }),
  )
})

test('there is an evening until it comes, and none on a day off', () => {
  const evening = Temporal.PlainTime.from('19:30')
  expect(eveningOf(monday, quiet, evening)).toEqual(at('2026-11-23T19:30'))
  expect(eveningOf(at('2026-11-23T19:30'), quiet, evening)).toBeNull()
  expect(eveningOf(at('2026-11-28T09:00'), quiet, evening)).toBeNull()
  expect(eveningOf(monday, quiet, Temporal.PlainTime.from('22:00'))).toBeNull()
})
