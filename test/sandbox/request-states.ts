import fc from 'fast-check'
import { MessageId } from '../../src/ids.ts'
import { type Draft, REQUEST_STATES, type Request } from '../../src/reports/types.ts'
import * as a from './card-states.ts'

/** A request, wherever it stands. */
export const request: fc.Arbitrary<Request> = fc.record({
  id: a.requestId,
  meeting: a.maybe(a.meetingId),
  branch: a.maybe(a.branchId),
  group: a.maybe(a.groupId),
  title: a.words,
  owner: a.memberId,
  about: fc.record({ kind: fc.constantFrom('meeting', 'visit', 'collection', 'remedy'), id: a.words }),
  office: fc.constantFrom(null, '支部书记'),
  form: fc.constant(null),
  review: fc.constantFrom('all', 'sample', 'none'),
  drawn: fc.boolean(),
  reviewer: a.maybe(a.memberId),
  extended: fc.boolean(),
  round: fc.nat(3),
  askedAt: a.instant,
  dueAt: a.instant,
  state: fc.constantFrom(...REQUEST_STATES),
  late: fc.boolean(),
  returnReason: a.maybe(a.words),
})

/** What somebody wrote and has not handed in yet. */
export const draft: fc.Arbitrary<Draft> = fc.record({
  request: a.requestId,
  by: a.memberId,
  ...{ n: fc.nat(1), seen: fc.nat(1) },
  report: fc.record({
    ...{ content: a.words, decisions: a.words, stated: a.maybe(a.count), photos: a.list(a.pictureId, 9) },
    ...{ files: fc.constant([]), answers: fc.constant({}), notHeld: a.maybe(a.words) },
  }),
  sources: a.list(fc.constant(MessageId.parse('om_1')), 3),
  said: fc.constant({}),
  state: fc.constantFrom('open', 'submitted', 'dropped', 'withdrawn'),
  updatedAt: a.instant,
})

/** What the reader of a request may still do about its deadline. */
export const wayOut = fc.record({ mayAsk: fc.boolean(), asked: a.maybe(a.day), waived: a.maybe(a.words) })
