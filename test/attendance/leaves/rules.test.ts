import { expect, test } from 'vitest'
import { refusalToDecide } from '../../../src/attendance/leaves/rules.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'

const [MEMBER, SECRETARY] = [MemberId.parse('M1'), MemberId.parse('M2')]
const leave = { category: '事假', note: null, n: 1, state: 'asked' } as const
const decision = {
  meeting: { mergedInto: null },
  member: MEMBER,
  by: SECRETARY,
  may: true,
  leave,
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
