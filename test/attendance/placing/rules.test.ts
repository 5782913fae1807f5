import { expect, test } from 'vitest'
import type { LeaveRequest } from '../../../src/attendance/leaves/types.ts'
import { placed, reminderAt } from '../../../src/attendance/placing/rules.ts'
import { MemberId } from '../../../src/ids.ts'

const SECRETARY = MemberId.parse('M2')
const leave = { category: '事假', note: null, n: 1, round: 1, late: false, state: 'asked' } as const

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

const at = (moment: string) => Temporal.Instant.from(`2026-11-${moment}:00+08:00`)

/** A meeting on Wednesday the 25th at 14:00, whose answers are due on Tuesday at 17:00. */
test.for([
  { says: 'when the answers are due', asked: '23T09:00', due: '24T17:00' },
  { says: 'two hours after it was asked', asked: '24T16:00', due: '24T18:00' },
  { says: 'on the day itself as well', asked: '25T10:00', due: '25T12:00' },
  { says: 'not so shortly before the start', asked: '25T11:45', due: null },
])('whoever decides is reminded $says', ({ asked, due }) => {
  const times = { answerBy: at('24T17:00'), startsAt: at('25T14:00') }
  expect(reminderAt(at(asked), times)?.toString()).toBe(due === null ? undefined : at(due).toString())
})

test('where people may answer until the start, two hours before it', () => {
  const times = { answerBy: at('25T14:00'), startsAt: at('25T14:00') }
  expect(reminderAt(at('23T09:00'), times)).toEqual(at('25T12:00'))
})
