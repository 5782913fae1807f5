import { expect, test } from 'vitest'
import { reasonsFrom } from '../../../src/attendance/retention/rules.ts'

const TERMS = [
  { id: 'T1', name: '第一学期', week1Monday: Temporal.PlainDate.from('2026-09-07'), weeks: 19 },
  { id: 'T2', name: '第二学期', week1Monday: Temporal.PlainDate.from('2027-02-22'), weeks: 19 },
]
const KEEP = Temporal.Duration.from('P90D')
const from = (today: string) =>
  String(reasonsFrom(TERMS, { today: Temporal.PlainDate.from(today), keep: KEEP }))

test('reasons of a term stay until ninety days after its last day, then go at once', () => {
  // The first term ends on Sunday, 17 January.
  expect(from('2027-04-17')).toBe('2026-09-07')
  expect(from('2027-04-18')).toBe('2027-01-18')
})

test('those of a vacation, and of a college without terms, go ninety days after their day', () => {
  expect(from('2027-05-10')).toBe('2027-02-09')
  expect(String(reasonsFrom([], { today: Temporal.PlainDate.from('2027-04-01'), keep: KEEP }))).toBe(
    '2027-01-01',
  )
})
