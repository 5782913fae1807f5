import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditOf, gapTo, isWaiting, sumOf } from '../../../src/attendance/hours/rules.ts'

const attended = fc.record({
  hours: fc.integer({ min: 1, max: 48 }).map((half) => half / 2),
  came: fc.boolean(),
  madeUp: fc.boolean(),
  settled: fc.boolean(),
})

test('a meeting is credited once to whoever came or made it up, as soon as its roll counts', () => {
  fc.assert(
    fc.property(fc.array(attended), (all) => {
      const expected = all.filter(({ came, madeUp, settled }) => settled && (came || madeUp))
      expect(sumOf(all)).toBe(expected.reduce((sum, { hours }) => sum + hours, 0))
      expect(all.filter((one) => creditOf(one) !== null)).toEqual(expected)
      for (const one of all) {
        expect(creditOf(one) !== null && isWaiting(one)).toBe(false)
        expect(creditOf(one) !== null || isWaiting(one)).toBe(one.came || one.madeUp)
      }
    }),
  )
})

test('who came has not made up, whatever was written before the roll was corrected', () => {
  expect(creditOf({ came: true, madeUp: true, settled: true })).toBe('came')
})

test('the gap is never less than nothing', () => {
  expect(gapTo({ goal: 32, sum: 12.5 })).toBe(19.5)
  expect(gapTo({ goal: 32, sum: 40 })).toBe(0)
})
