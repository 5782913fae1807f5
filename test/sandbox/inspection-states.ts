import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { BranchId, MemberId, VisitId } from '../../src/ids.ts'
import {
  branchCard,
  comingCard,
  overviewCard,
  remindCard,
  visitsCard,
} from '../../src/inspections/overview/card.ts'
import { previewCard } from '../../src/inspections/plan/card.ts'
import { STAGES } from '../../src/inspections/types.ts'
import * as a from './card-states.ts'

const branchId = fc.constant(BranchId.parse('B05'))

const visit = fc.record({
  id: fc.constant(VisitId.parse('2026-2027-1.B05')),
  term: fc.constant('2026-2027-1'),
  branch: branchId,
  inspector: a.memberId,
  day: a.day,
  revision: fc.integer({ min: 1, max: 9 }),
  stage: fc.constantFrom(...STAGES),
})

const term = fc.record({ id: fc.constant('2026-2027-1'), name: a.words })

const row = fc.record({
  branch: branchId,
  short: a.words,
  visit: a.maybe(visit),
  inspector: a.maybe(a.words),
  gap: a.maybe(fc.constantFrom('unplanned', 'inspectorGone')),
})

/** Each of a visit of its own. */
const rows = a.list(row, 60).map((all) =>
  all.map((one, n) => ({
    ...one,
    visit: one.visit && { ...one.visit, id: VisitId.parse(`2026-2027-1.B${n}`) },
  })),
)

const drawn = fc.record({
  print: fc.constant('abcdefghijklmnop'),
  rows: a.list(fc.record({ branch: a.words, inspector: a.words, day: a.day }), 60),
  nobody: a.list(a.words, 14),
})

const people = a
  .list(a.words, 20)
  .map((names) => names.map((name, n) => ({ who: MemberId.parse(`M${n}`), name })))

/** The cards of inspections 督促检查, in any state. */
export const inspectionCards: Record<string, fc.Arbitrary<Card>> = {
  'inspections/plan previewCard': fc
    .record({ term, seed: a.count, drawn: a.maybe(drawn), isAdopted: fc.boolean() })
    .map(previewCard),
  'inspections/overview overviewCard': fc
    .record({ term, rows, edit: a.maybe(fc.record({ people })) })
    .map(overviewCard),
  'inspections/overview visitsCard': fc
    .record({ term, visits: a.list(fc.record({ branch: a.words, visit }), 14) })
    .map(visitsCard),
  'inspections/overview remindCard': fc.record({ branch: a.words, visit: a.maybe(visit) }).map(remindCard),
  'inspections/overview comingCard': fc
    .record({ branch: a.words, inspector: a.words, visit: a.maybe(visit) })
    .map(comingCard),
  'inspections/overview branchCard': fc
    .record({ branch: a.words, inspector: a.words, visit: a.maybe(visit) })
    .map(branchCard),
}
