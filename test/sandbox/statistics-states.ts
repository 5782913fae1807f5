import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { figuresOf } from '../../src/measures/service.ts'
import type { Facts } from '../../src/measures/types.ts'
import { detailsButtons } from '../../src/pages/service.ts'
import { heatCard } from '../../src/statistics/heat/card.ts'
import { askCard, sheetCard } from '../../src/statistics/card.ts'
import { rowsCard } from '../../src/statistics/rows/card.ts'
import { OFFERED } from '../../src/statistics/rules.ts'
import type { Line } from '../../src/statistics/types.ts'
import * as a from './card-states.ts'

const days = fc
  .tuple(a.day, fc.integer({ min: 1, max: 366 }))
  .map(([from, length]) => ({ from, to: from.add({ days: length }) }))
const scope = fc.oneof(
  fc.constantFrom({ kind: 'all' as const }, { kind: 'branches' as const }, { kind: 'college' as const }),
  a.branchId.map((branch) => ({ kind: 'branch' as const, branch })),
  a.memberId.map((member) => ({ kind: 'person' as const, member })),
)
const asked = fc.record({ scope, days, type: a.maybe(fc.constantFrom('党课', '中心组（扩大）学习')) })

const roll = fc.record({
  ...{ recorded: fc.constant(true), waits: fc.constant(false), closedAt: fc.constant(null) },
  ...{ expected: fc.constant(40), present: fc.nat(20), late: fc.nat(5), leave: fc.nat(10) },
  ...{ absent: fc.nat(5), unconfirmed: fc.constant(0), observers: fc.nat(3) },
})
const sitting = fc.record({
  meeting: a.meetingId,
  title: a.words,
  types: a.list(a.words, 3),
  group: fc.constant(null),
  ...{ startsAt: a.instant, endsAt: a.instant },
  outcome: fc.constantFrom('held', 'moved', 'cancelled', 'adjourned', 'open'),
  themed: fc.boolean(),
  hours: fc.constantFrom(0, 0.1, 2),
  roll: a.maybe(roll),
  makeups: fc.record({ asked: fc.nat(3), made: fc.nat(3) }),
  corrections: fc.nat(1),
})
const report = fc.record({
  id: fc.constant('R1'),
  meeting: fc.constant(null),
  dueAt: a.instant,
  submittedAt: a.maybe(a.instant),
  state: fc.constantFrom('open', 'returned', 'approved'),
})
const remedies = fc.record({ asked: fc.nat(9), closed: fc.nat(9) })
const inspection = fc.record({
  ...{ visit: fc.string(), at: a.instant, isMade: fc.boolean(), isConfirmed: fc.boolean(), remedies },
})
const decision = fc.record({
  ...{ id: fc.string(), at: a.instant, overAt: a.instant, doneAt: a.maybe(a.instant) },
})
const facts: fc.Arbitrary<Facts> = fc.record({
  window: fc.record({ from: a.instant, to: a.instant, asOf: a.instant }),
  sittings: a.list(sitting, 30),
  reports: a.list(report, 10),
  inspections: a.list(inspection, 3),
  decisions: a.list(decision, 3),
})
const line: fc.Arbitrary<Line> = fc
  .record({ facts, gaps: fc.subarray(['movedIn', 'rolls', 'corrections'] as const), name: a.words })
  .map(({ facts: of, gaps, name }) => ({
    ...{ facts: of, figures: figuresOf(of), gaps, complete: gaps.length === 0, name },
    ...{ scope: { kind: 'college' as const }, branch: null },
  }))
const sheet = fc
  .record({
    asked,
    some: fc.array(line, { minLength: 1, maxLength: 3 }),
    times: fc.constantFrom(1, 5, 100),
    ...{ today: a.day, since: a.day },
  })
  .map(({ some, times, ...same }) => ({ ...same, lines: Array.from({ length: times }, () => some).flat() }))
const PAGE = detailsButtons({ publicUrl: 'https://zhibu.example.edu.cn' }, '/statistics?of=all')
const college = fc.record({ timezone: a.zone, terms: a.terms })

/** The cards of figures by name, whoever they are of and however many. */
export const statisticsCards: Record<string, fc.Arbitrary<Card>> = {
  'statistics/heat heatCard': fc
    .tuple(
      a.list(
        fc.record({
          ...{ id: fc.string(), name: a.words, heat: fc.double({ min: 0, max: 100, noNaN: true }) },
          ...{ activity: fc.double({ min: 0, max: 1, noNaN: true }), updates: fc.constantFrom(0, 0.5, 1) },
        }),
        100,
      ),
      fc.constant(Temporal.ZonedDateTime.from('2026-11-27T16:00:00+08:00[Asia/Shanghai]')),
    )
    .map(([heats, at]) => heatCard(heats, at)),
  'statistics sheetCard': fc
    .tuple(sheet, a.words, college)
    .map(([shown, name, of]) => sheetCard(shown, { name, page: PAGE }, of)),
  'statistics/rows rowsCard': fc
    .tuple(
      fc
        .record({
          ...{ sheet, mayOpen: fc.boolean(), name: a.words, leads: fc.constant(PAGE) },
          ...{ figure: fc.constantFrom(...OFFERED), page: fc.nat(3) },
        })
        .map(({ figure, page, ...same }) => ({ ...same, opened: { asked: same.sheet.asked, figure, page } })),
      college,
    )
    .map((of) => rowsCard(...of)),
  'statistics askCard': fc
    .tuple(
      fc.record({ said: a.words, choices: a.list(fc.record({ asked, name: a.words }), 8) }),
      fc.record({ terms: a.terms, today: a.day }),
    )
    .map((of) => askCard(...of)),
}
