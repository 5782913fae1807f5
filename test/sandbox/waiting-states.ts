import fc from 'fast-check'
import { MemberId } from '../../src/ids.ts'
import * as a from './card-states.ts'
import { running } from './collection-states.ts'
import { explanationToDo, extension } from './deadline-states.ts'
import { inspectionToDo } from './inspection-states.ts'
import { openStep } from './step-states.ts'
import * as r from './request-states.ts'

/** What waits for a person, more of it than anybody has. */
export const waiting = fc.record({
  meetings: a.list(
    a.meeting.map(({ id, shownAs, startsAt }) => ({
      id,
      title: shownAs,
      startsAt,
      waitsFor: 'answer' as const,
    })),
    150,
  ),
  reports: a.list(
    r.request.map((request) => ({
      id: request.id,
      about: request.about.kind,
      title: request.title,
      dueAt: request.dueAt,
      returned: request.state === 'returned',
    })),
    60,
  ),
  collections: a.list(running, 20),
  tasks: a.list(
    fc.record({
      what: a.words,
      branch: a.words,
      dueOn: a.day,
      id: fc.constant('7'),
    }),
    20,
  ),
  steps: a.list(openStep, 20),
  extensions: a.list(extension, 20),
  explanations: a.list(explanationToDo, 20),
  makeups: a.list(fc.record({ meeting: a.meeting, dueOn: a.day, isLate: fc.boolean() }), 20),
  inspections: a.list(inspectionToDo, 20),
  leaves: a.list(
    a.meeting.map(({ id, shownAs, startsAt }) => ({
      ...{ name: '诸葛明', reason: '教学：期中考试', n: 1 },
      title: shownAs,
      startsAt,
      meeting: id,
      member: MemberId.parse('M0001'),
    })),
    20,
  ),
  reviews: a.count,
  pauses: a.list(fc.record({ of: a.words, since: a.instant, scope: fc.constant('college' as const) }), 20),
  troubles: a.count,
  failures: fc.array(fc.record({ id: fc.constant('E-7F3A'), says: a.words }), {
    maxLength: 6,
  }),
  files: a.maybe(fc.record({ faults: a.count, toDecide: a.maybe(fc.constant('v1')) })),
})
