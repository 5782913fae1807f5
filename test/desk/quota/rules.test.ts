import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedFrom, isNear, quotaStatus } from '../../../src/desk/quota/rules.ts'
import type { DayCalls } from '../../../src/desk/quota/types.ts'

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai')
const on = (day: string, calls: number, api = 'send'): DayCalls => {
  return { day: Temporal.PlainDate.from(day), api, calls }
}

test('only the month counts as used, and the most used kind comes first', () => {
  const calls = [
    on('2026-10-31', 500),
    on('2026-11-01', 10),
    on('2026-11-02', 5),
    on('2026-11-02', 40, 'patch'),
  ]
  const status = quotaStatus(calls, { now: at('2026-11-03T00:00'), monthly: 1_000 })
  expect(status.used).toBe(55)
  expect(status.byKind).toEqual([
    { api: 'patch', calls: 40 },
    { api: 'send', calls: 15 },
  ])
})

test('a steady pace is carried on to the end of the month, also from the days before it began', () => {
  const steady = Array.from({ length: 10 }, (_, n) => on(`2026-10-${n + 22}`, 100))
  const now = at('2026-11-01T00:00')
  expect(quotaStatus(steady, { now, monthly: 1_000 })).toMatchObject({
    used: 0,
    projected: 3_500 - 3_500 / 7,
  })
})

test('who began in the middle of a month is not taken for quiet', () => {
  const calls = [on('2026-11-20', 100), on('2026-11-21', 100)]
  const status = quotaStatus(calls, { now: at('2026-11-22T00:00'), monthly: 1_000 })
  expect(status).toMatchObject({ used: 200, projected: 200 + 9 * 100 })
})

test('the projection is never below what is used, and whatever is shown adds up', () => {
  const day = fc
    .integer({ min: 0, max: 60 })
    .map((days) => Temporal.PlainDate.from('2026-10-01').add({ days }))
  const call = fc.record({
    day,
    api: fc.constantFrom('send', 'patch'),
    calls: fc.integer({ min: 1, max: 500 }),
  })
  const moment = fc
    .integer({ min: 0, max: 29 * 1440 })
    .map((minutes) => at('2026-11-01T00:00').add({ minutes }))
  fc.assert(
    fc.property(fc.array(call), moment, (calls, now) => {
      const past = calls.filter((one) => Temporal.PlainDate.compare(one.day, now.toPlainDate()) <= 0)
      const counted = past.filter((one) => Temporal.PlainDate.compare(one.day, countedFrom(now)) >= 0)
      const status = quotaStatus(past, { now, monthly: 1_000 })
      expect(status.projected).toBeGreaterThanOrEqual(status.used)
      expect(status.byKind.reduce((sum, one) => sum + one.calls, 0)).toBe(status.used)
      // What is asked of the records is enough to work it out.
      expect(quotaStatus(counted, { now, monthly: 1_000 })).toEqual(status)
    }),
  )
})

test('near is eight tenths, not before', () => {
  expect([799, 800, 1_200].map((used) => isNear({ used, monthly: 1_000 }))).toEqual([false, true, true])
})
