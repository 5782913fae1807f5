import fc from 'fast-check'
import { noReadCard, readCard, returnedCard } from '../../src/reports/review/card.ts'
import * as a from './card-states.ts'
import { recordCards } from './record-states.ts'
import * as r from './request-states.ts'
import { state } from './roll-states.ts'

const changed = fc.record({ label: a.words, gone: a.list(a.words, 5), added: a.list(a.words, 5) })
const place = { number: a.count, of: a.count, last: a.maybe(a.requestId) }

const read = fc.record({
  ...place,
  request: r.request,
  host: a.maybe(a.words),
  held: fc.constant(null),
  counts: a.maybe(a.counts),
  votes: a.list(a.words, 3),
  terms: a.terms,
  zone: a.zone,
  branch: a.maybe(a.words),
  version: fc.record({
    n: a.count,
    report: r.draft.map(({ report }) => report),
    by: a.memberId,
    at: a.instant,
    late: fc.boolean(),
  }),
  by: a.words,
  fields: fc.record({ 内容: a.words, 议定事项: a.words }),
  attached: fc.record({ photos: a.list(a.picture, 9), files: a.list(a.sentFile, 5) }),
  changes: a.list(changed, 4),
  asked: a.maybe(a.words),
  decided: a.maybe(fc.record({ by: a.words, verdict: fc.constantFrom('approved', 'returned') })),
  waits: fc.boolean(),
  required: a.maybe(a.words),
  points: fc.constantFrom([], ['缺少现场照片', '讨论要点过于笼统']),
})

/** The cards of reading what was handed in, and of what passed. */
export const reviewCards = {
  'reports/review readCard': read.map(readCard),
  'reports/review noReadCard': fc.record({ text: a.words, last: a.maybe(a.requestId) }).map(noReadCard),
  'reports/review returnedCard': fc.record(state).map(returnedCard),
  ...recordCards,
}
