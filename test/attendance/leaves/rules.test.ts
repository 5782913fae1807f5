import { expect, test } from 'vitest'
import { refusalToChange, refusalToDecide } from '../../../src/attendance/leaves/rules.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'

const [MEMBER, SECRETARY] = [MemberId.parse('M1'), MemberId.parse('M2')]
const leave = { category: '事假', note: null, n: 1, round: 1, late: false, state: 'asked' } as const
const decision = {
  meeting: { mergedInto: null },
  member: MEMBER,
  by: SECRETARY,
  may: true,
  leave,
  shown: 1,
  state: 'approved',
} as const

test('a leave that waits is decided by whoever may, never by oneself, and not where another meeting took it over', () => {
  expect(refusalToDecide(decision)).toBeNull()
  expect(refusalToDecide({ ...decision, may: false })).toBe('mayNot')
  expect(refusalToDecide({ ...decision, by: MEMBER })).toBe('ownLeave')
  const merged = { mergedInto: MeetingId.parse('A048') }
  expect(refusalToDecide({ ...decision, meeting: merged })).toBe('merged')
})

test('what is withdrawn or was never asked is not decided', () => {
  expect(refusalToDecide({ ...decision, leave: { ...leave, state: 'withdrawn' } })).toBe('nothingToDecide')
  expect(refusalToDecide({ ...decision, leave: null })).toBe('nothingToDecide')
})

test('whoever presses the same decision again learns that it is done; another decision comes too late', () => {
  const approved = { ...decision, leave: { ...leave, state: 'approved' } } as const
  expect(refusalToDecide({ ...approved, state: 'approved' })).toBe('alreadyDecided')
  expect(refusalToDecide({ ...approved, state: 'refused' })).toBe('nothingToDecide')
})

test('what was not seen is not decided: another request of the same person, or none that the card names', () => {
  expect(refusalToDecide({ ...decision, shown: 2 })).toBe('requestChanged')
  expect(refusalToDecide({ ...decision, shown: null })).toBeNull()
})

const START = Temporal.Instant.from('2026-11-25T14:00:00+08:00')
const change = {
  ...decision,
  meeting: { mergedInto: null, startsAt: START },
  leave: { ...leave, state: 'refused' },
  decidedBy: SECRETARY,
} as const

test('a decision is changed before the start, by whoever may, and only if somebody made it', () => {
  const before = START.subtract({ seconds: 1 })
  expect(refusalToChange(change, before)).toBeNull()
  expect(refusalToChange(change, START)).toBe('changeTooLate')
  expect(refusalToChange({ ...change, may: false }, before)).toBe('mayNot')
  expect(refusalToChange({ ...change, by: MEMBER }, before)).toBe('ownLeave')
  expect(refusalToChange({ ...change, state: 'refused' }, before)).toBe('alreadyDecided')
  expect(refusalToChange({ ...change, decidedBy: null }, before)).toBe('nothingToDecide')
  expect(refusalToChange({ ...change, shown: 2 }, before)).toBe('nothingToDecide')
  expect(refusalToChange({ ...change, leave: { ...leave, state: 'withdrawn' } }, before)).toBe(
    'nothingToDecide',
  )
})
