import { expect, test } from 'vitest'
import { dateOf, today } from '../../src/time/dates.ts'

const EVENING = Temporal.Instant.from('2026-03-01T16:30:00Z')

test('a day is that of the zone', () => {
  expect(String(dateOf(EVENING, 'Asia/Shanghai'))).toBe('2026-03-02')
  expect(String(dateOf(EVENING, 'UTC'))).toBe('2026-03-01')
  expect(String(today({ now: () => EVENING, settings: { timezone: 'Asia/Shanghai' } }))).toBe('2026-03-02')
})
