import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weeksFrom } from '../../../src/desk/schedule/rules.ts'

test('two weeks begin on a Monday, hold today in the first of them, and end on a Sunday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const today = Temporal.PlainDate.from('2000-01-01').add({ days })
      const { from, to } = weeksFrom(today)
      expect([from.dayOfWeek, to.dayOfWeek]).toEqual([1, 1])
      const before = from.until(today, { largestUnit: 'days' }).days
      expect(before).toBeGreaterThanOrEqual(0)
      expect(before).toBeLessThan(7)
      expect(from.until(to, { largestUnit: 'days' }).days).toBe(14)
    }),
  )
})
