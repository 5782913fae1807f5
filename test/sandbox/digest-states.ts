import fc from 'fast-check'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import type { Card } from '../../src/cards/card.ts'
import { collegeDigest } from '../../src/digest/college/card.ts'
import { nudgePreviewCard } from '../../src/digest/nudging/card.ts'
import { numbersCard, rowsCard } from '../../src/digest/rows/card.ts'
import { partsFor, valuesOf } from '../../src/digest/rows/rules.ts'
import { type DutyLine, type Part, type Snapshot, Uncounted } from '../../src/digest/types.ts'
import type { Order } from '../../src/digest/sending/types.ts'
import { BranchId } from '../../src/ids.ts'
import type { Figures } from '../../src/measures/types.ts'
import { detailsButtons } from '../../src/pages/service.ts'
import * as a from './card-states.ts'
import { count, instant, maybe, words } from './card-states.ts'

const rate = maybe(fc.double({ min: 0, max: 1, noNaN: true }))
const stamp = instant.map((at) => at.toString())
const sitting = fc.record({ meeting: words, title: words, at: stamp })

/** Any figures. */
export const figures: fc.Arbitrary<Figures> = fc.record({
  ...{ planned: count, held: count, moved: count, cancelled: count, adjourned: count, open: count },
  ...{ due: count, present: count, late: count, leave: count, absent: count, unconfirmed: count },
  ...{
    unrecorded: count,
    fresh: count,
    observers: count,
    hours: count,
    makeupsAsked: count,
    makeupsMade: count,
  },
  ...{ reportsDue: count, reportsOnTime: count, reportsLate: count, reportsMissing: count },
  ...{ reportsReturned: count, rate },
  ...{ visitsPlanned: count, visitsMade: count, visitsConfirmed: count },
  ...{ remediesAsked: count, remediesClosed: count, decisionsDue: count, decisionsDone: count },
})

const dutyLine: fc.Arbitrary<DutyLine> = fc.record({
  type: fc.constantFrom('支部党员大会', '支部委员会', '党课'),
  of: fc.constantFrom('branch', 'group'),
  months: fc.constantFrom(1, 3, 6, 12),
  window: fc.constantFrom('2026-10+3', '2026-11+1'),
  ...{ isOver: fc.boolean(), isNear: fc.boolean() },
  ...{ required: count, done: count, planned: count, unrecorded: count },
})

const earlier = fc.record({
  ...{ week: fc.constantFrom('2026-W45', '2026-W46'), held: count, rate },
  ...{ present: count, able: count, reportsDue: count, reportsOnTime: count },
})

/** What a digest knows of a branch. */
export const part: fc.Arbitrary<Part> = fc.record({
  ...{ id: words, name: words, place: count, closed: fc.boolean() },
  ...{ uncounted: maybe(fc.constantFrom(...Uncounted.options)), figures: maybe(figures) },
  gaps: fc.subarray(['movedIn', 'rolls', 'corrections'] as const),
  duties: fc.array(dutyLine, { maxLength: 9 }),
  ...{ overdue: count, returned: count, toReview: count, remedies: count, tasks: count, passed: count },
  next: fc.record({ count, first: fc.array(sitting, { maxLength: 3 }) }),
  adjourned: fc.array(sitting, { maxLength: 3 }),
  late: fc.record({ reports: count }),
  earlier: fc.array(earlier, { maxLength: 4 }),
})

/** What a digest says, of up to forty branches. */
const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  ...{ version: fc.constant(1 as const), week: fc.constant('2026-W47') },
  ...{ from: stamp, to: stamp, asOf: stamp, madeAt: stamp },
  branches: fc.array(part, { maxLength: 40 }),
  college: part,
})

/** What an administrator is about to send. */
export const order: fc.Arbitrary<Order> = fc.record({
  ...{
    id: fc.constant('om_1'),
    key: fc.constant('digest-COL1-2026-W47'),
    reason: words.map((one) => one.slice(0, 100)),
  },
  what: fc.constantFrom('send', 'again'),
  state: fc.constantFrom('open', 'done', 'dropped'),
})
const college = fc.record({
  name: a.words,
  timezone: a.zone,
  terms: a.terms,
  types: fc.constant(meetingTypes([])),
})

const SITE = { publicUrl: 'https://zhibu.example.edu.cn' }

const beside = fc.record({
  digest: fc.constantFrom(null, 'digest-COL1-2026-W47'),
  live: fc.record({
    ...{ toReview: count, overdue: count, remedies: count, unreachable: count },
    nudged: maybe(fc.record({ people: count, records: count })),
  }),
  leads: fc.boolean().map((hasPages) => ({
    figures: [],
    page: hasPages ? detailsButtons(SITE, '/overview') : [],
    ledger: hasPages ? detailsButtons(SITE, '/ledger') : [],
    file: [],
  })),
})

const preview = fc.record({
  nudge: fc.record({
    ...{ id: fc.constant('digest-COL1-2026-W47/M0140/1'), digest: fc.constant('digest-COL1-2026-W47') },
    who: a.memberId,
    state: fc.constantFrom('open', 'done', 'dropped'),
    ...{ people: count, records: count },
  }),
  owed: fc.array(
    fc.record({
      branch: words,
      lines: fc.array(
        fc.record({
          ...{ title: words, dueAt: instant, name: words },
          hindrance: fc.constantFrom(null, 'nudged', 'reminded', 'applied'),
        }),
        { maxLength: 12 },
      ),
    }),
    { maxLength: 40 },
  ),
  ...{ people: count, records: count, cameSince: count },
})

const of = fc.constantFrom('all' as const, 'college' as const, BranchId.parse('B10'))
const ofParts = snapshot.map(({ branches, ...rest }) => ({
  ...rest,
  branches: branches.map((one, n) => ({ ...one, id: n === 0 ? 'B10' : `B${n + 30}` })),
}))
const numbers = fc.record({ digest: fc.constant('digest-COL1-2026-W47'), of, snapshot: ofParts })
const cell = fc.array(maybe(count), { minLength: 5, maxLength: 5 })
const row = fc.record({
  kind: fc.constantFrom('meeting', 'report', 'task'),
  ...{
    id: words,
    at: instant,
    part: fc.constantFrom('B10', 'B31'),
    title: maybe(words),
    was: cell,
    now: cell,
  },
})
const listed = fc
  .record({
    ...{ of, snapshot: ofParts, page: count, kept: fc.boolean(), isCompared: fc.boolean() },
    number: fc.constantFrom('rate', 'held', 'tasks', 'week:2026-W46', 'duty:2026-10+3:branch:党课'),
    rows: a.list(row, 70),
  })
  .map((one) => {
    const values = valuesOf(one.number).map((name) => ({ name, was: 41 }))
    const cut = (cells: (number | null)[]) => cells.slice(0, values.length)
    return {
      ...{ ...one, digest: 'digest-COL1-2026-W47', shown: { name: one.number, values } },
      parts: partsFor(one.snapshot, one.of, one.number),
      rows: one.rows.map((each) => ({ ...each, was: cut(each.was), now: cut(each.now) })),
    }
  })

/** The cards of the weekly digest, in any state. */
export const digestCards: Record<string, fc.Arbitrary<Card>> = {
  'digest/college collegeDigest': fc
    .tuple(snapshot, college, beside)
    .map(([shown, of, more]) => collegeDigest(shown, of, more)),
  'digest/rows numbersCard': fc.tuple(numbers, college).map(([shown, of]) => numbersCard(shown, of)),
  'digest/rows rowsCard': fc.tuple(listed, college).map(([shown, of]) => rowsCard(shown, of)),
  'digest/nudging nudgePreviewCard': fc
    .tuple(preview, a.zone)
    .map(([shown, zone]) => nudgePreviewCard(shown, zone)),
}
