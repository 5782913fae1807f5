import fc from 'fast-check'
import { meetingTypes } from '../../config/college/meeting-types.ts'
import type { Card } from '../../src/cards/card.ts'
import { collegeDigest } from '../../src/digest/college/card.ts'
import { nudgePreviewCard } from '../../src/digest/nudging/card.ts'
import { type DutyLine, type Part, type Snapshot, Uncounted } from '../../src/digest/types.ts'
import type { Order } from '../../src/digest/sending/types.ts'
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

/** The cards of the weekly digest, in any state. */
export const digestCards: Record<string, fc.Arbitrary<Card>> = {
  'digest/college collegeDigest': fc
    .tuple(snapshot, college, beside)
    .map(([shown, of, more]) => collegeDigest(shown, of, more)),
  'digest/nudging nudgePreviewCard': fc
    .tuple(preview, a.zone)
    .map(([shown, zone]) => nudgePreviewCard(shown, zone)),
}
