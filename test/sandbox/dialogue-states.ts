import fc from 'fast-check'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import { BranchId, GroupId } from '../../src/ids.ts'
import type { Clashes } from '../../src/meetings/clashes/types.ts'
import { MergingId } from '../../src/meetings/pairs/types.ts'
import { everyAudienceChoice } from '../../src/planning/new-meeting/rules.ts'
import * as a from './card-states.ts'

const span = { startsAt: a.instant, endsAt: a.instant }
const written = { ...span, called: a.words }
const clashes: fc.Arbitrary<Clashes> = fc.record({
  found: a.list(
    fc.record({ ...written, people: a.count, withReader: fc.boolean(), samePlace: fc.boolean() }),
    12,
  ),
  free: a.list(fc.record(span), 3),
  ...{ again: a.list(fc.record(written), 2), together: a.list(a.words, 6) },
})

const start = a.instant.map((at) => at.toZonedDateTimeISO('UTC').toPlainDateTime())
const types = meetingTypes([])

/** Whom a person may call a meeting for: nobody any more, one, or more than can be chosen from. */
const may = fc.tuple(fc.constantFrom(0, 1, 3, 16, 200), a.words).map(([count, short]) => {
  const branch = (n: number) => ({
    id: BranchId.parse(`B${n}`),
    name: short,
    short,
    kind: 'staff',
    chat: null,
    active: true,
  })
  const groups = [{ id: GroupId.parse('B1G1'), branch: BranchId.parse('B1'), name: short, chat: null }]
  return everyAudienceChoice({ branches: Array.from({ length: count }, (_, n) => branch(n)), groups }).slice(
    0,
    count,
  )
})

const draft = fc.record({
  whom: a.maybe(fc.constantFrom('branch:B1', 'group:B1G1', 'committee')),
  type: a.maybe(fc.constantFrom('支部党员大会', 'other', '没有的类型')),
  title: a.words,
  start: a.maybe(start),
  minutes: a.maybe(fc.integer({ min: 1, max: 1440 })),
  place: a.words,
  agenda: a.list(a.words, 20),
  saidAt: a.maybe(start),
})
const filled = fc.dictionary(
  fc.constantFrom('whom', 'type', 'title', 'day', 'clock', 'minutes', 'place', 'agenda'),
  fc.oneof(a.words, fc.constantFrom('branch:B1', '党课', '2026-12-02 +0800', '05:05 +0800')),
)
const stage = fc.oneof(
  fc.record({
    at: fc.constant('when'),
    draft,
    question: a.words,
    choices: fc.array(start, { minLength: 2, maxLength: 4 }),
  }),
  fc.record({ at: fc.constant('form'), draft, question: a.maybe(a.words), filled }),
  fc.record({
    past: fc.boolean(),
    at: fc.constant('preview'),
    draft: fc.tuple(draft, start).map(([of, at]) => ({ ...of, whom: 'branch:B1', type: '党课', start: at })),
  }),
  fc.record({ at: fc.constantFrom('booked', 'recorded') }),
  fc.record({ at: fc.constant('dropped') }),
)

const times = a.instant.map((at) => ({
  notice: at,
  answerBy: at,
  ask: at,
  confirm: at,
  opens: at,
  lateAfter: at,
  closes: at,
}))
const preview = fc.record({
  title: a.words,
  startsAt: a.instant,
  endsAt: a.instant,
  place: a.words,
  agenda: a.list(a.words, 20),
  audience: a.words,
  expected: a.count,
  where: a.maybe(a.words),
  times: a.maybe(times),
  clashes,
  dayOff: a.maybe(a.words),
})

/** A person who calls a meeting, at every stage. */
export const dialogue = fc.record({
  dialogue: fc.record({ id: a.meeting.map(({ id }) => id), by: a.memberId, stage }),
  may,
  types: fc.constant(types),
  seen: fc.record({ now: start, terms: a.terms }),
  zone: a.zone,
  now: a.instant,
  preview: a.maybe(preview),
  meeting: a.maybe(a.meeting),
})

/** A person who changes a meeting. */
export const changing = fc.record({
  change: a.change,
  meeting: a.meeting,
  terms: a.terms,
  closed: a.maybe(fc.constantFrom('begun', 'ended', 'cancelled')),
  said: a.counts.map(({ expected, present, leave }) => ({ expected, join: present, leave })),
  overview: fc.constantFrom('before', 'open', 'over'),
  choices: a.list(a.meeting, 10),
  where: a.words,
  clashes,
  noticeAt: a.maybe(a.instant),
  noticed: fc.boolean(),
  now: a.instant,
})

/** Two meetings that are one sitting, before and after the decision. */
export const merging = fc.record({
  merging: fc.record({
    id: fc.uuid().map((id) => MergingId.parse(id)),
    one: a.meeting.map(({ id }) => id),
    other: a.meeting.map(({ id }) => id),
    state: fc.constantFrom('open', 'merged', 'apart'),
    kept: a.maybe(a.meeting.map(({ id }) => id)),
  }),
  pair: fc.record({ one: a.meeting, other: a.meeting }),
  pairStatus: fc.constantFrom('open', 'merged', 'apart', 'past'),
  terms: a.terms,
  where: a.words,
  noticeAt: a.maybe(a.instant),
  expected: a.count,
  answered: fc.record({ kept: a.count, absorbed: a.count }),
})
