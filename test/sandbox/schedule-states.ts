import fc from 'fast-check'
import { answerButtons } from '../../src/attendance/answers/card.ts'
import { checkInBlock } from '../../src/attendance/checkin/card.ts'
import { factsBlock } from '../../src/meetings/card.ts'
import { windowOf } from '../../src/measures/cadence/rules.ts'
import { MemberId, MessageId, RequestId, ChatId } from '../../src/ids.ts'
import type { Question, Taken } from '../../src/desk/questions/types.ts'
import * as a from './card-states.ts'

export const progress = fc.record({
  window: fc.tuple(a.day, fc.constantFrom(1, 3, 6, 12)).map(([day, months]) => windowOf(day, months)),
  required: a.count,
  done: a.count,
  unrecorded: a.count,
  planned: a.count,
})
export const standing = fc.record({
  duty: fc.record({
    type: a.words,
    times: a.count,
    months: fc.constantFrom(1, 3, 6, 12),
    vacation: fc.constantFrom('skip', 'require'),
    of: fc.constantFrom('branch', 'group'),
  }),
  own: progress,
  month: a.maybe(progress),
  quarter: a.maybe(progress),
  year: progress,
})

const STAGES = ['unanswered', 'joining', 'choosing', 'asked', 'approved', 'refused'] as const

export const scheduled = fc.record({
  from: a.day,
  to: a.day,
  rows: a.list(
    fc.record({
      meeting: a.meeting,
      branch: a.maybe(a.words),
      said: a.counts.map(({ expected, present, leave }) => ({ expected, join: present, leave })),
      own: a.maybe(fc.constantFrom(...STAGES)),
      mayChange: fc.boolean(),
      maySee: fc.boolean(),
    }),
    150,
  ),
  cadence: a.list(fc.record({ branch: a.words, duties: a.list(standing, 8) }), 3),
})

export const month = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  of: a.words,
  terms: a.terms,
  rows: a.list(
    fc.record({
      meeting: a.meeting,
      phase: fc.constantFrom('open', 'begun', 'ended', 'cancelled', 'withdrawn'),
      forCommittee: fc.boolean(),
      answerBy: a.maybe(a.instant),
      replies: a.counts.map(({ expected, present, leave }) => ({ expected, join: present, leave })),
      answer: a.meeting.map(({ id }) => answerButtons(id)),
    }),
    12,
  ),
  on: a.day,
  further: a.count,
})

const plan = fc.record({
  from: a.instant,
  until: a.instant,
  wanted: a.instant,
  lines: a.list(
    fc.record({
      at: a.instant,
      kind: fc.constantFrom('meetings.notice', 'attendance.ask', 'desk.summary'),
      subject: a.words,
      to: fc.oneof(
        a.words.map((group) => ({ group })),
        fc.record({ people: fc.integer({ min: 1, max: 999 }), branches: a.list(a.words, 14) }),
      ),
      held: fc.boolean(),
    }),
    150,
  ),
})

export const observed = fc
  .tuple(
    a.meeting,
    a.terms,
    fc.constantFrom('open', 'begun', 'ended', 'cancelled', 'outdated', 'withdrawn', 'dismissed'),
  )
  .chain(([meeting, terms, phase]) =>
    fc.record({
      meeting: fc.constant(meeting),
      phase: fc.constant(phase),
      facts: fc.constant(factsBlock(meeting, terms)),
      items: a.list(a.words, 12),
      checkIn: a.maybe(fc.boolean().map((coded) => checkInBlock({ id: meeting.id, coded }))),
      cameAt: a.maybe(a.instant),
    }),
  )

export const previewed = fc.oneof(plan, fc.constantFrom('working', 'failed'))

const REQUEST_ID = RequestId.parse('R-A044')

/** What somebody is asked whose words may mean two things, or was asked, with the titles of the reports. */
export const question = fc.tuple(
  fc.record<Question>({
    id: fc.constant(MessageId.parse('om_said')),
    who: fc.constant(MemberId.parse('M0213')),
    chat: fc.constant(ChatId.parse('oc_fx_B10')),
    said: a.words,
    at: a.instant,
    requests: fc.array(fc.constant(REQUEST_ID), { maxLength: 4 }),
    mayCall: fc.boolean(),
    takenAs: a.maybe(fc.constantFrom<Taken>('call', 'nothing', REQUEST_ID)),
  }),
  a.words.map((title) => new Map([[REQUEST_ID, title]])),
)
