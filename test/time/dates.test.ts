import { expect, test } from 'vitest'
import { dateOf, instantOf, today } from '../../src/time/dates.ts'

const EVENING = Temporal.Instant.from('2026-03-01T16:30:00Z')

test('a day is that of the zone', () => {
  expect(String(dateOf(EVENING, 'Asia/Shanghai'))).toBe('2026-03-02')
  expect(String(dateOf(EVENING, 'UTC'))).toBe('2026-03-01')
  expect(String(today({ now: () => EVENING, settings: { timezone: 'Asia/Shanghai' } }))).toBe('2026-03-02')
})

test.for([
  ['as it stands', '2026-07-01T09:30', 'America/New_York', '2026-07-01T13:30:00Z'],
  ['as much later where clocks are put forward', '2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  ['the first time where it comes twice', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
] as const)('a time on the wall clock counts %s', ([, local, zone, instant]) => {
  expect(String(instantOf(Temporal.PlainDateTime.from(local), zone))).toBe(instant)
})

test('a day begins at midnight, or when the clocks first show it', () => {
  expect(String(instantOf(Temporal.PlainDate.from('2026-03-29'), 'Europe/Berlin'))).toBe(
    '2026-03-28T23:00:00Z',
  )
  // Egypt's clocks are put forward at midnight.
  expect(String(instantOf(Temporal.PlainDate.from('2026-04-24'), 'Africa/Cairo'))).toBe(
    '2026-04-23T22:00:00Z',
  )
})
