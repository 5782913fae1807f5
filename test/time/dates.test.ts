import { expect, test } from 'vitest'
import { dateOf, today } from '../../src/time/dates.ts'

const evening = Temporal.Instant.from('2026-03-01T16:30:00Z')

test('a day is that of the zone', () => {
  expect(String(dateOf(evening, 'Asia/Shanghai'))).toBe('2026-03-02')
  expect(String(dateOf(evening, 'UTC'))).toBe('2026-03-01')
  expect(String(today({ now: () => evening, settings: { timezone: 'Asia/Shanghai' } }))).toBe('2026-03-02')
})
