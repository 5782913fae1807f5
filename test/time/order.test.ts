import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earlier, isAfter, isBefore, isUseful, isWithin, later } from '../../src/time/order.ts'

// Few moments, so that many pairs are the same one.
const START = Temporal.Instant.from('2026-03-01T00:00:00Z')
const instants = fc.integer({ min: -5, max: 5 }).map((nanoseconds) => START.add({ nanoseconds }))
const days = fc
  .integer({ min: -5, max: 5 })
  .map((count) => Temporal.PlainDate.from('2026-03-01').add({ days: count }))

test('instants and dates are in the order of their kind', () => {
  fc.assert(
    fc.property(instants, instants, (one, other) => {
      const order = Temporal.Instant.compare(one, other)
      expect([isBefore(one, other), isAfter(one, other)]).toEqual([order < 0, order > 0])
    }),
  )
  fc.assert(
    fc.property(days, days, (one, other) => {
      const order = Temporal.PlainDate.compare(one, other)
      expect([isBefore(one, other), isAfter(one, other)]).toEqual([order < 0, order > 0])
    }),
  )
})

test('of two, one is the earlier and one the later', () => {
  fc.assert(
    fc.property(instants, instants, (one, other) => {
      const [first, last] = [one, other].toSorted(Temporal.Instant.compare)
      expect([earlier(one, other), later(one, other)].map(String)).toEqual([first, last].map(String))
    }),
  )
})

test('a span begins with its first moment and ends before its last', () => {
  fc.assert(
    fc.property(instants, instants, instants, (at, from, to) => {
      const [past, until] = [at.since(from).sign, to.since(at).sign]
      expect(isWithin(at, { from, to })).toBe(past >= 0 && until > 0)
    }),
  )
})

test('something is of use up to its last moment, and for ever without one', () => {
  expect(isUseful(START, { uselessAfter: START })).toBe(true)
  expect(isUseful(START.add({ nanoseconds: 1 }), { uselessAfter: START })).toBe(false)
  expect(isUseful(START, { uselessAfter: null })).toBe(true)
})
