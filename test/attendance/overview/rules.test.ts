import { describe, expect, it } from 'vitest'
import { grouped, phaseOf, refusalToRemind } from '../../../src/attendance/overview/rules.ts'
import type { Attendee } from '../../../src/attendance/overview/types.ts'
import type { Meeting } from '../../../src/meetings/types.ts'
import { MemberId } from '../../../src/ids.ts'

const at = (time: string) => Temporal.Instant.from(`2026-11-25T${time}:00+08:00`)
const meeting = { startsAt: at('14:00') }

describe('what there is to see of a meeting', () => {
  it('is the answers until the check-in opens, then who has come, and at last who came', () => {
    expect(phaseOf(meeting, { state: 'planned' }, at('13:00'))).toBe('before')
    expect(phaseOf(meeting, null, at('13:00'))).toBe('before')
    expect(phaseOf(meeting, { state: 'open' }, at('13:50'))).toBe('open')
    expect(phaseOf(meeting, { state: 'closed' }, at('16:00'))).toBe('over')
  })

  it('is over once it has begun without a check-in', () => {
    expect(phaseOf(meeting, { state: 'planned' }, at('14:00'))).toBe('over')
  })
})

const one = (over: Partial<Attendee>): Attendee => ({
  who: MemberId.parse('M0230'),
  role: 'due',
  stage: 'unanswered',
  mark: null,
  answeredFor: false,
  checkedFor: false,
  ...over,
})
const groupOf = (over: Partial<Attendee>, phase: 'before' | 'open' | 'over') =>
  grouped([one(over)], phase).map(({ group, people }) => [group, people[0]?.notes.join() ?? ''])

describe('a person stands', () => {
  it.each([
    ['unanswered', 'silent', ''],
    ['choosing', 'silent', 'choosing'],
    ['joining', 'joining', ''],
    ['asked', 'leave', 'asked'],
    ['approved', 'leave', 'approved'],
    ['refused', 'leave', 'refused'],
  ] as const)('before the meeting, %s, among %s', (stage, group, note) => {
    expect(groupOf({ stage }, 'before')).toEqual([[group, note]])
  })

  it.each([
    [{ mark: 'present' }, 'came', ''],
    [{ mark: 'late' }, 'came', 'late'],
    [{ mark: 'late', checkedFor: true }, 'came', 'late,checkedFor'],
    [{ mark: 'present', answeredFor: true, stage: 'joining' }, 'came', ''],
    [{ mark: 'leave', stage: 'approved' }, 'leave', 'approved'],
    [{ mark: 'absent' }, 'absent', ''],
    [{ stage: 'asked' }, 'leave', 'asked'],
    [{ stage: 'refused' }, 'missing', 'refused'],
    [{ stage: 'joining' }, 'missing', ''],
    [{ mark: 'present', stage: 'approved' }, 'came', ''],
  ] as const)('during it, %o, among %s', (over, group, note) => {
    expect(groupOf(over, 'open')).toEqual([[group, note]])
  })

  it('outside those expected as an observer, and as a guest only when they came', () => {
    expect(groupOf({ role: 'observer' }, 'before')).toEqual([['observers', '']])
    expect(groupOf({ role: 'observer', mark: 'present' }, 'open')).toEqual([['observers', 'came']])
    expect(groupOf({ role: 'exempt' }, 'over')).toEqual([])
    expect(groupOf({ role: 'out', stage: 'joining' }, 'before')).toEqual([])
    expect(groupOf({ role: 'exempt', mark: 'present' }, 'over')).toEqual([['guests', '']])
  })
})

describe('nobody is reminded', () => {
  // Nothing else of a meeting is looked at.
  const planned = {
    startsAt: at('14:00'),
    state: 'scheduled',
    mergedInto: null,
    announced: true,
    withdrawn: null,
  } as Meeting
  it.each([
    [{ state: 'cancelled' }, 'cancelled'],
    [{ mergedInto: 'A046' }, 'merged'],
    [{ state: 'ended' }, 'started'],
    [{ announced: false }, 'notAnnounced'],
    [{ version: 1, withdrawn: 1 }, 'withdrawn'],
  ])('of a meeting with %o', (over, refusal) => {
    // Each is a part of a meeting.
    expect(refusalToRemind({ ...planned, ...over } as Meeting, at('13:00'))).toBe(refusal)
  })

  it('from its start on', () => {
    expect(refusalToRemind(planned, at('13:59'))).toBeNull()
    expect(refusalToRemind(planned, at('14:00'))).toBe('started')
  })
})
