import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { BranchId, GroupId, MemberId } from '../../../src/ids.ts'
import type { Meeting } from '../../../src/meetings/types.ts'
import { draftAgain } from '../../../src/planning/adjourning/rules.ts'

const B11 = BranchId.parse('B11')
const held: Pick<Meeting, 'audience' | 'types' | 'title' | 'place' | 'agenda' | 'startsAt' | 'endsAt'> = {
  audience: { kind: 'branch', branch: B11 },
  types: ['主题党日', '党员大会'],
  title: '讨论预备党员转正',
  place: '电气楼118',
  agenda: ['讨论转正'],
  startsAt: Temporal.Instant.from('2026-11-17T10:30:00Z'),
  endsAt: Temporal.Instant.from('2026-11-17T11:00:00Z'),
}
const again = (over: Partial<typeof held>) =>
  // Nothing else of a meeting is read.
  draftAgain({ ...held, ...over } as Meeting, meetingTypes([]))

test('the meeting is called again as it was, but for its time; of several types the one that was to vote', () => {
  expect(again({})).toEqual({
    ...{ whom: 'branch:B11', type: '支部党员大会', title: '讨论预备党员转正', place: '电气楼118' },
    ...{ agenda: ['讨论转正'], start: null, minutes: 30, saidAt: null },
  })
  expect(again({ title: '支部党员大会' }).title).toBe('')
})

test('its people are named as the form names them, and left open where it has no name for them', () => {
  const whom = (audience: Meeting['audience']) => again({ audience }).whom
  expect(whom({ kind: 'group', group: GroupId.parse('B11G1') })).toBe('group:B11G1')
  expect(whom({ kind: 'secretaries' })).toBe('secretaries')
  expect(whom({ kind: 'list', parts: [{ kind: 'member', member: MemberId.parse('M0001') }] })).toBeNull()
})
