import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BranchId, GroupId, MeetingId, MemberId } from '../../../src/ids.ts'
import {
  mayChange,
  readForm,
  refusalOfChange,
  refusalToTouch,
  wished,
} from '../../../src/planning/changes/rules.ts'
import { agendaItems } from '../../../src/planning/rules.ts'
import type { Meeting } from '../../../src/meetings/types.ts'
import type { Rights } from '../../../src/roster/types.ts'
import * as a from '../../sandbox/card-states.ts'
import { nobody } from '../../support/rights.ts'

const WHO = MemberId.parse('M0009')
const B10 = BranchId.parse('B10')
const B10G1 = GroupId.parse('B10G1')
const at = (text: string) => Temporal.Instant.from(text)
const now = at('2026-11-23T01:00:00Z')

const [sample] = fc.sample(a.meeting, { seed: 1, numRuns: 1 })
if (sample === undefined) throw new Error('no meeting to begin with')
const meeting: Meeting = {
  ...sample,
  scope: 'branch',
  branch: B10,
  group: null,
  zone: 'Asia/Shanghai',
  startsAt: at('2026-11-25T14:00:00+08:00'),
  endsAt: at('2026-11-25T15:40:00+08:00'),
  place: '信息楼305',
  agenda: ['学习', '讨论'],
  host: MemberId.parse('M0001'),
  ...{ state: 'scheduled', mergedInto: null },
}
const ofGroup: Meeting = { ...meeting, scope: 'group', group: B10G1 }
const ofCollege: Meeting = { ...meeting, scope: 'college', branch: null }

describe('a meeting is changed by', () => {
  test.each<[string, Partial<Rights>, boolean[]]>([
    ['an administrator: any', { admin: true }, [true, true, true]],
    ['a secretary or deputy: those of the branch', { branchCommitteeOf: [B10] }, [true, true, false]],
    ['a group leader: those of the group', { leaderOf: [B10G1] }, [false, true, false]],
    ['a committee member without rights: none', { committee: true }, [false, false, false]],
    ['an inspector: none', { inspects: [B10] }, [false, false, false]],
    ['a member: none', {}, [false, false, false]],
    [
      'somebody of another branch: none',
      { branchCommitteeOf: [BranchId.parse('B01')] },
      [false, false, false],
    ],
  ])('%s', (_who, rights, may) => {
    const asked = [meeting, ofGroup, ofCollege]
    expect(asked.map((one) => mayChange({ ...nobody, ...rights }, WHO, one))).toEqual(may)
  })

  test('its host, whoever that is', () => {
    for (const one of [meeting, ofGroup, ofCollege])
      expect(mayChange(nobody, WHO, { ...one, host: WHO })).toBe(true)
  })
})

test('a meeting that has begun, ended or was cancelled is not touched', () => {
  expect(refusalToTouch(meeting, now)).toBeNull()
  expect(refusalToTouch(meeting, meeting.startsAt)).toBe('begun')
  expect(refusalToTouch({ ...meeting, state: 'cancelled' }, now)).toBe('cancelled')
  const mergedInto = MeetingId.parse('A048')
  expect(refusalToTouch({ ...meeting, state: 'cancelled', mergedInto }, now)).toBe('merged')
  expect(refusalToTouch({ ...meeting, state: 'ended' }, now)).toBe('ended')
  expect(refusalToTouch({ ...meeting, state: 'adjourned' }, now)).toBe('ended')
})

test('a move keeps the length unless another is said, and the wall clock is that of the meeting', () => {
  const start = Temporal.PlainDateTime.from('2026-12-02T14:00')
  const kept = wished(meeting, { aspect: 'time', start, minutes: null, place: null })
  expect(kept.startsAt).toEqual(at('2026-12-02T14:00:00+08:00'))
  expect(kept.endsAt).toEqual(at('2026-12-02T15:40:00+08:00'))
  expect(wished(meeting, { aspect: 'time', start, minutes: 60, place: null }).endsAt).toEqual(
    at('2026-12-02T15:00:00+08:00'),
  )
})

test('only the future is wished for, and only what is different', () => {
  const start = Temporal.PlainDateTime.from('2026-11-23T09:00')
  expect(refusalOfChange(meeting, { aspect: 'time', start, minutes: null, place: null }, now)).toBe('past')
  const same = Temporal.PlainDateTime.from('2026-11-25T14:00')
  expect(refusalOfChange(meeting, { aspect: 'time', start: same, minutes: 100, place: null }, now)).toBe(
    'same',
  )
  expect(refusalOfChange(meeting, { aspect: 'time', start: same, minutes: 90, place: null }, now)).toBeNull()
  expect(refusalOfChange(meeting, { aspect: 'place', place: '信息楼305' }, now)).toBe('same')
  expect(refusalOfChange(meeting, { aspect: 'agenda', agenda: ['学习', '讨论'] }, now)).toBe('same')
  expect(refusalOfChange(meeting, { aspect: 'cancel', reason: null }, now)).toBeNull()
})

test.each([
  [{ day: '', clock: '14:00 +0800', minutes: '90' }, 'noTime'],
  [{ day: '2026-12-02 +0800', minutes: '90' }, 'noTime'],
  [{ day: '2026-12-02 +0800', clock: '14:00 +0800', minutes: '' }, 'noMinutes'],
  [{ day: '2026-12-02 +0800', clock: '14:00 +0800', minutes: '一个半小时' }, 'noMinutes'],
  [{ day: '2026-12-02 +0800', clock: '14:00 +0800', minutes: '0' }, 'noMinutes'],
  [{ day: '2026-12-02 +0800', clock: '14:00 +0800', minutes: '1441' }, 'noMinutes'],
])('a time that lacks something says what: %j', (form, refusal) => {
  expect(readForm('time', form)).toEqual({ ok: false, refusal })
})

test('every time that can be chosen is read as it was chosen', () => {
  const minute = fc
    .integer({ min: 0, max: 366 * 24 * 60 })
    .map((minutes) => Temporal.PlainDateTime.from('2026-01-01T00:00').add({ minutes }))
  fc.assert(
    fc.property(minute, fc.integer({ min: 1, max: 1440 }), (start, minutes) => {
      const clock = `${start.toPlainTime().toString({ smallestUnit: 'minute' })} +0800`
      const form = { day: `${start.toPlainDate()} +0800`, clock, minutes: `${minutes}` }
      expect(readForm('time', form)).toEqual({
        ok: true,
        wish: { aspect: 'time', start, minutes, place: null },
      })
    }),
  )
})

test('no form makes the reading throw', () => {
  const form = fc.dictionary(
    fc.constantFrom('day', 'clock', 'minutes', 'place', 'agenda', 'reason'),
    fc.anything(),
  )
  fc.assert(
    fc.property(fc.constantFrom('time', 'place', 'agenda', 'cancel'), form, (aspect, filled) => {
      expect(typeof readForm(aspect, filled).ok).toBe('boolean')
    }),
  )
})

test('an agenda is its lines, or what 「；」 parts', () => {
  expect(agendaItems(' 学习；讨论;\n\n 表决 ')).toEqual(['学习', '讨论', '表决'])
  expect(readForm('agenda', { agenda: ' ；\n' })).toEqual({ ok: false, refusal: 'noAgenda' })
  expect(readForm('place', { place: '  ' })).toEqual({ ok: false, refusal: 'noPlace' })
  expect(readForm('cancel', { reason: ' ' })).toEqual({ ok: true, wish: { aspect: 'cancel', reason: null } })
})
