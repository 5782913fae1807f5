import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { BranchId, MemberId, VisitId } from '../../src/ids.ts'
import { comingCard, overviewCard, remindCard, visitsCard } from '../../src/inspections/overview/card.ts'
import { previewCard } from '../../src/inspections/plan/card.ts'
import { branchCard, objectedCard, oldResultCard, resultCard } from '../../src/inspections/replies/card.ts'
import { sheetCard, sheetForm } from '../../src/inspections/sheet/card.ts'
import { figureText } from '../../src/inspections/counts/words.ts'
import { ITEMS, STAGES, VERDICTS } from '../../src/inspections/types.ts'
import * as a from './card-states.ts'
import { figures } from './digest-states.ts'

const branchId = fc.constant(BranchId.parse('B05'))

const visit = fc.record({
  id: fc.constant(VisitId.parse('2026-2027-1.B05')),
  term: fc.constant('2026-2027-1'),
  branch: branchId,
  inspector: a.memberId,
  day: a.day,
  revision: fc.integer({ min: 1, max: 9 }),
  stage: fc.constantFrom(...STAGES),
  answerBy: a.maybe(a.day),
  asked: fc.nat(9),
})

const term = fc.record({ id: fc.constant('2026-2027-1'), name: a.words })

const row = fc.record({
  branch: branchId,
  short: a.words,
  visit: a.maybe(visit),
  inspector: a.maybe(a.words),
  gap: a.maybe(fc.constantFrom('unplanned', 'inspectorGone')),
  figures: a.maybe(figures),
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

const verdict = fc.constantFrom(...VERDICTS)
const stretch = fc.record({
  from: a.day,
  months: fc.constantFrom(1, 3, 6, 12),
  ...{ required: fc.nat(12), done: fc.nat(12), isOver: fc.boolean(), isKnown: fc.boolean() },
})
const windows = a.list(stretch, 6)
const figure = fc.oneof(
  fc.record({
    kind: fc.constant('duties' as const),
    duties: a.list(fc.record({ type: fc.constant('民主评议党员'), windows }), 2),
  }),
  fc.record({ kind: fc.constant('themed' as const), windows, held: a.count, themed: a.count }),
  fc.record({ kind: fc.constant('reports' as const), asked: a.count, late: a.count, missing: a.count }),
  fc.record({ kind: fc.constant('rolls' as const), held: a.count, recorded: a.count, leave: a.count }),
  fc.record({ kind: fc.constant('makeups' as const), missed: a.count, made: a.count }),
  fc.record({ kind: fc.constant('decisions' as const), due: a.count, done: a.count }),
)
const said = figure.map(figureText)

const remedy = fc.record({ what: a.words, dueOn: a.day })
const comments = { content: a.words, procedure: a.words, remark: a.words, remedies: a.list(remedy, 5) }
const draft = fc.record({
  ...{ marks: fc.constant({}), rest: a.maybe(verdict), ...comments },
  ...{ remedy: a.words, remedyDay: a.maybe(a.day) },
})
const entries = fc
  .array(fc.record({ chosen: a.maybe(verdict), said: a.maybe(said), isEnough: fc.boolean() }), {
    minLength: ITEMS.length,
    maxLength: ITEMS.length,
  })
  .map((all) => ITEMS.flatMap((item, n) => (all[n] === undefined ? [] : [{ item, ...all[n] }])))

const mark = fc.record({ verdict, counted: a.maybe(fc.record({ verdict: a.maybe(verdict), said })) })
const marks = fc.record({
  ...{ I1: mark, I2: mark, I3: mark, I4: mark, I5: mark, I6: mark, I7: mark },
  ...{ I8: mark, I9: mark, I10: mark, I11: mark, I12: mark, I13: mark, I14: mark },
})
const sheet = fc.record({ marks, ...comments })
const lines = a.list(a.words, 4)

/** Something about an inspection that waits for somebody. */
export const inspectionToDo = fc.record({
  waits: fc.constantFrom('visit', 'confirm', 'answer'),
  visit: fc.constant(VisitId.parse('2026-2027-1.B05')),
  branch: a.words,
  day: a.day,
})

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
  'inspections/overview remindCard': fc
    .record({ branch: a.words, visit: a.maybe(visit), isMade: fc.boolean() })
    .map(remindCard),
  'inspections/overview comingCard': fc
    .record({ branch: a.words, inspector: a.words, visit: a.maybe(visit), isMade: fc.boolean() })
    .map(comingCard),
  'inspections/replies branchCard': fc
    .record({ branch: a.words, inspector: a.words, visit: a.maybe(visit) })
    .map(branchCard),
  'inspections/sheet sheetForm': fc
    .record({
      visit: fc.constant(VisitId.parse('2026-2027-1.B05')),
      ...{ branch: a.words, day: a.day, draft, entries, answerBy: a.day, objection: a.maybe(a.words) },
    })
    .map(sheetForm),
  'inspections/sheet sheetCard': fc
    .record({
      ...{ branch: a.words, day: a.day, handedIn: a.maybe(a.day), said: lines },
      sheet: a.maybe(fc.tuple(sheet, a.instant).map(([one, at]) => ({ ...one, n: 1, at }))),
    })
    .map(sheetCard),
  'inspections/replies resultCard': fc
    .record({ branch: a.words, visit, sheet, said: lines, asks: fc.boolean() })
    .map(resultCard),
  'inspections/replies oldResultCard': fc
    .tuple(a.words, fc.constantFrom('superseded', 'closed'))
    .map((of) => oldResultCard(...of)),
  'inspections/replies objectedCard': fc
    .record({ branch: a.words, visit, objection: a.maybe(a.words), isTheirs: fc.boolean() })
    .map(objectedCard),
}
