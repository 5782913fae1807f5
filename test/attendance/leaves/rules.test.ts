import { expect, test } from 'vitest'
import { placed, refusalToChange, refusalToDecide } from '../../../src/attendance/leaves/rules.ts'
import type { LeaveRequest } from '../../../src/attendance/leaves/types.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'

const [MEMBER, SECRETARY] = [MemberId.parse('M1'), MemberId.parse('M2')]
const leave = { category: '事假', note: null, n: 1, round: 1, state: 'asked' } as const
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

/** A request by its person: `a1` waits on the first card, `A1` was granted on it, `x1` withdrawn, `a0` has no place. */
function requests(...all: string[]): LeaveRequest[] {
  return all.map((one) => {
    const name = one.charAt(0)
    const isDecided = name !== name.toLowerCase()
    const waiting = name === 'x' ? 'withdrawn' : 'asked'
    const state = isDecided ? 'approved' : waiting
    const who = MemberId.parse(`M${name.toLowerCase().charCodeAt(0)}`)
    return {
      who,
      leave: { ...leave, state, round: Number(one.slice(1)) },
      decidedBy: isDecided ? SECRETARY : null,
      isExpected: true,
    }
  })
}

const places = (all: LeaveRequest[], again: string | null = null) =>
  placed(all, {
    again: again === null ? null : MemberId.parse(`M${again.charCodeAt(0)}`),
    deciderOf: () => SECRETARY,
  }).map(({ who, round }) => `${String.fromCharCode(Number(who.slice(1)))}${round}`)

test.for([
  { says: 'the first begins a card', all: ['a0'], again: null, put: ['a1'] },
  { says: 'those that come together share it', all: ['a0', 'b0'], again: null, put: ['a1', 'b1'] },
  { says: 'what comes while something waits joins it', all: ['a1', 'B1', 'c0'], again: null, put: ['c1'] },
  { says: 'where all is decided a new card begins', all: ['A1', 'b0'], again: null, put: ['b2'] },
  {
    says: 'where all was withdrawn another person begins a new card',
    all: ['x1', 'b0'],
    again: null,
    put: ['b2'],
  },
  { says: 'whoever withdrew comes back on the same card', all: ['a1'], again: 'a', put: ['a1'] },
  { says: 'but not where somebody decided on it', all: ['a1', 'B1'], again: 'a', put: ['a2'] },
  { says: 'nor while something waits on a later one', all: ['a1', 'B1', 'c2'], again: 'a', put: ['a2'] },
  { says: 'what has its place stays there', all: ['a1', 'b2'], again: null, put: [] },
])('$says', ({ all, again, put }) => {
  expect(places(requests(...all), again)).toEqual(put)
})
