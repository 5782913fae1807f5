import { expect, test } from 'vitest'
import { absencesInRow, isHeardOf } from '../../../src/attendance/attention/rules.ts'

test('a row of absences ends at whoever came, was on leave, or is still to be confirmed', () => {
  expect(absencesInRow([])).toBe(0)
  expect(absencesInRow(['absent', 'absent'])).toBe(2)
  expect(absencesInRow(['absent', 'leave', 'absent'])).toBe(1)
  expect(absencesInRow(['absent', null, 'absent'])).toBe(1)
  expect(absencesInRow(['present', 'absent', 'absent'])).toBe(0)
  expect(absencesInRow(['absent', 'absent', 'late', 'absent'])).toBe(2)
})

test('the second and the third are heard of, and no other', () => {
  expect([0, 1, 2, 3, 4, 5].filter(isHeardOf)).toEqual([2, 3])
})
