import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDrawn } from '../../../src/reports/sampling/rules.ts'

test('of every so many records in a row exactly one is read, whatever the dice say', () => {
  const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.array(dice, { minLength: 1, maxLength: 12 }), (thrown) => {
      const row: boolean[] = []
      for (const one of thrown) row.push(isDrawn(row, { of: thrown.length, dice: one }))
      expect(row.filter(Boolean)).toHaveLength(1)
    }),
  )
})

test('each place of a row is as likely as the next', () => {
  const places = [0, 0, 0, 0]
  const sides = 12
  for (let a = 0; a < sides ** 3; a++) {
    const dice = [a % sides, Math.floor(a / sides) % sides, Math.floor(a / sides ** 2), 0]
    const row: boolean[] = []
    for (const side of dice) row.push(isDrawn(row, { of: 4, dice: side / sides }))
    places[row.indexOf(true)] = (places[row.indexOf(true)] ?? 0) + 1
  }
  expect(new Set(places)).toEqual(new Set([sides ** 3 / 4]))
})
