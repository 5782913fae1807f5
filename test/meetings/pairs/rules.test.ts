import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { MeetingId, MemberId } from '../../../src/ids.ts'
import { committeeExpectedOf } from '../../../src/meetings/rules.ts'
import {
  isPair,
  merged,
  pairOf,
  parted,
  rolesOf,
  pairStatusOf,
  wasAnnounced,
} from '../../../src/meetings/pairs/rules.ts'
import type { Meeting } from '../../../src/meetings/types.ts'

const at = (clock: string) => Temporal.Instant.from(`2026-12-02T${clock}:00+08:00`)
const now = at('09:00')
const known = meetingTypes([])

function aMeeting(over: Partial<Meeting> = {}): Meeting {
  const title = over.title ?? '十二月主题党日'
  return {
    id: MeetingId.parse('F001'),
    ...{ scope: 'branch', branch: null, group: null, audience: { kind: 'secretaries' } },
    ...{ types: ['主题党日'], title, titles: [title], shownAs: title, zone: 'Asia/Shanghai' },
    ...{ startsAt: at('14:00'), endsAt: at('15:30'), place: '信息楼305', agenda: [] },
    ...{ host: MemberId.parse('M0001'), hostOffice: null, observers: [], flagged: [], chat: null },
    ...{ state: 'scheduled', announced: false, movedFrom: null, cancelReason: null, version: 1 },
    ...{ edited: false, withdrawn: null, mergedInto: null, training: null },
    ...over,
  }
}

const anAssembly = (over: Partial<Meeting> = {}) =>
  aMeeting({ id: MeetingId.parse('F005'), types: ['支部党员大会'], title: '党员大会', ...over })

const kept = (one: Meeting, other: Meeting) => rolesOf(pairOf(one, other)).kept.id

test('the one that was announced stays, else the earlier one, else that of the lower id', () => {
  const earlier = { startsAt: at('13:30') }
  expect(kept(anAssembly(), aMeeting())).toBe('F001')
  expect(kept(aMeeting(), anAssembly(earlier))).toBe('F005')
  expect(kept(aMeeting({ announced: true }), anAssembly(earlier))).toBe('F001')
  expect(kept(aMeeting({ announced: true }), anAssembly({ ...earlier, announced: true }))).toBe('F005')
  expect(kept(aMeeting(), anAssembly({ announced: true }))).toBe('F005')
  const takenBack = aMeeting({ announced: true, withdrawn: 1 })
  expect(wasAnnounced(takenBack)).toBe(false)
  expect(kept(takenBack, anAssembly({ announced: true }))).toBe('F005')
})

test('a pair stands as it was decided, and lapses when one of the two begins, moves or is cancelled', () => {
  const pair = pairOf(aMeeting(), anAssembly())
  const pairStatus = (state: 'open' | 'merged' | 'apart', of = pair, when = now) =>
    pairStatusOf({ state }, of, { known, now: when })
  expect(pairStatus('open')).toBe('open')
  expect(pairStatus('open', pair, at('14:00'))).toBe('past')
  expect(pairStatus('open', { ...pair, other: anAssembly({ state: 'cancelled' }) })).toBe('past')
  expect(pairStatus('open', { ...pair, other: anAssembly({ place: '信息楼306' }) })).toBe('past')
  expect(pairStatus('apart', pair, at('14:00'))).toBe('apart')
  expect(pairStatus('merged', { ...pair, other: anAssembly({ state: 'cancelled' }) })).toBe('merged')
  expect(isPair({ ...pair, other: anAssembly({ types: ['主题党日'] }) }, { known, now })).toBe(false)
})

const words = fc.array(fc.constantFrom('学习', '讨论', '表决', '其他'), { maxLength: 4 })
const minutes = fc.integer({ min: 1, max: 300 })
const sitting = fc.record({
  types: fc.uniqueArray(fc.constantFrom('主题党日', '支部党员大会', '党课', '支部委员会', '茶话会'), {
    minLength: 1,
  }),
  agenda: words,
  observers: fc.uniqueArray(fc.constantFrom('M1', 'M2', 'M3').map((id) => MemberId.parse(id))),
  startsAt: minutes.map((start) => at('08:00').add({ minutes: start })),
  long: minutes,
})
const meeting = (id: string) =>
  sitting.map(({ long, ...over }) =>
    aMeeting({ ...over, id: MeetingId.parse(id), endsAt: over.startsAt.add({ minutes: long }) }),
  )

test('whatever is one sitting: the merged one holds all of both and no more, for the same people', () => {
  fc.assert(
    fc.property(meeting('F001'), meeting('F005'), (one, other) => {
      fc.pre(isPair({ one, other }, { known, now: at('07:00') }))
      const next = merged(one, other)
      for (const list of ['types', 'agenda', 'observers'] as const) {
        expect(new Set<string>(next[list])).toEqual(new Set<string>([...one[list], ...other[list]]))
      }
      expect(next.types).toHaveLength(one.types.length + other.types.length)
      const [starts, ends] = [
        [one.startsAt, other.startsAt],
        [one.endsAt, other.endsAt],
      ]
      expect(next.startsAt).toEqual(starts.toSorted(Temporal.Instant.compare)[0])
      expect(next.endsAt).toEqual(ends.toSorted(Temporal.Instant.compare)[1])
      expect(committeeExpectedOf(next, known)).toBe(committeeExpectedOf(one, known))
      // Once merged they are no pair any more, and nothing is added a second time.
      expect(isPair({ one: next, other }, { known, now: at('07:00') })).toBe(false)
      expect(merged(next, other)).toEqual(next)
    }),
  )
})

test('a sitting is called by both titles, once each, and does not stretch over what was moved elsewhere', () => {
  const next = merged(aMeeting(), anAssembly())
  expect(next.title).toBe('十二月主题党日暨党员大会')
  expect(merged(next, anAssembly()).title).toBe(next.title)
  const moved = aMeeting({ startsAt: at('18:00'), endsAt: at('19:00') })
  expect(merged(moved, anAssembly())).toMatchObject({ startsAt: moved.startsAt, endsAt: moved.endsAt })
  const away = merged(aMeeting({ place: '信息楼306' }), anAssembly({ endsAt: at('16:00') }))
  expect(away.endsAt).toEqual(at('15:30'))
})

test('what was taken in is given back by its title, and a title that only sounds like it stays', () => {
  const feast = aMeeting({ title: '年会暨党员大会' })
  const lecture = aMeeting({ id: MeetingId.parse('F003'), types: ['党课'], title: '书记讲党课' })
  const two = merged(lecture, anAssembly())
  const three = merged(aMeeting(), two)
  expect(three.titles).toEqual(['十二月主题党日', '书记讲党课', '党员大会'])
  expect(parted(three, two)).toMatchObject({ types: ['主题党日'], title: '十二月主题党日' })
  expect(parted(three, anAssembly()).title).toBe('十二月主题党日暨书记讲党课')
  expect(parted(merged(feast, anAssembly()), anAssembly()).title).toBe('年会暨党员大会')
  expect(parted(merged(feast, feast), feast).titles).toEqual(['年会暨党员大会'])
  const training = { topic: '党章', speaker: '', hours: 2 }
  const trained = merged(aMeeting(), anAssembly({ training }))
  expect(trained.training).toEqual(training)
  expect(parted(trained, anAssembly({ training })).training).toBeNull()
  expect(
    parted({ ...trained, training: { ...training, hours: 1 } }, anAssembly({ training })).training,
  ).not.toBeNull()
})

test('items that concern observers stay theirs', () => {
  const observers = [MemberId.parse('M0012')]
  const flagged = [{ item: '发展党员', observers }]
  const next = merged(
    aMeeting({ agenda: ['学习'] }),
    anAssembly({ agenda: ['发展党员'], observers, flagged }),
  )
  expect(next).toMatchObject({ agenda: ['学习', '发展党员'], observers, flagged })
})
