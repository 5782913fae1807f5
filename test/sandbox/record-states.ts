import fc from 'fast-check'
import { archiveCard } from '../../src/reports/archive/card.ts'
import { recordCard } from '../../src/reports/records/card.ts'
import { exportableCard, foundCard } from '../../src/reports/search/card.ts'
import * as a from './card-states.ts'
import * as r from './request-states.ts'

const record = fc.record({
  request: r.request,
  version: fc.record({
    n: a.count,
    report: r.draft.map(({ report }) => report),
    by: a.memberId,
    at: a.instant,
    late: fc.boolean(),
  }),
  types: a.words,
  branch: fc.record({ name: a.words, short: a.words }),
  held: a.maybe(a.meeting),
  host: a.maybe(a.words),
  writer: a.words,
  observers: a.list(a.words, 5),
  roll: fc.constant(null),
  votes: a.list(a.words, 5),
  fields: fc.record({ 内容: a.words, 议定事项: a.words }),
  attached: fc.record({ photos: a.list(a.picture, 9), files: a.list(a.sentFile, 5) }),
  scans: fc.nat(3),
  approvedAt: a.maybe(a.instant),
})

const found = fc.record({ id: a.requestId, title: a.words, branch: a.words, on: a.day })

const progress = fc.record({
  branch: fc.constant(null),
  state: fc.constantFrom('waiting', 'done', 'failed'),
  filed: a.count,
  missing: a.count,
  name: a.words,
})

/** The cards of records. */
export const recordCards = {
  'reports/records recordCard': fc.tuple(a.maybe(record), a.zone).map(([one, zone]) => recordCard(one, zone)),
  'reports/archive archiveCard': fc
    .record({ term: a.words, branches: a.list(progress, 60) })
    .map(archiveCard),
  'reports/search exportableCard': fc
    .record({ found: a.list(found, 5), count: fc.nat(6), mayArchive: fc.boolean() })
    .map(exportableCard),
  'reports/search foundCard': fc.record({ found: a.list(found, 5), count: fc.nat(6) }).map(foundCard),
}
