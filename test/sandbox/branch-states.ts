import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { branchDigest } from '../../src/digest/branch/card.ts'
import { detailsButtons } from '../../src/pages/service.ts'
import * as a from './card-states.ts'
import { part } from './digest-states.ts'
import { progress } from './schedule-states.ts'
import { waiting } from './waiting-states.ts'

const duty = fc.record({
  type: a.words,
  ...{ times: a.count, months: fc.constantFrom(1, 2, 3, 6, 12) },
  vacation: fc.constantFrom('skip', 'require'),
  of: fc.constantFrom('branch', 'group'),
})
const duties = a.list(
  fc.tuple(duty, progress).map(([duty, progress]) => ({ duty, ...progress })),
  20,
)
const median = a.maybe(fc.double({ min: 0, max: 9_999, noNaN: true }))

const week = fc
  .record({
    part,
    days: fc.record({ from: a.day, to: a.day }),
    medians: fc.record({ held: median, rate: median, onTime: median }),
    waiting,
    passed: a.list(a.words, 20),
    duties,
  })
  .map(({ days, waiting: { reports, tasks }, ...rest }) => ({ ...rest, ...days, reports, tasks }))

const leads = fc.constant(detailsButtons({ publicUrl: 'https://zhibu.example.edu.cn' }, '/branches/B10'))

/** A branch's digest, in any state. */
export const branchCards: Record<string, fc.Arbitrary<Card>> = {
  'digest/branch branchDigest': fc
    .tuple(week, fc.record({ now: a.instant, timezone: a.zone, terms: a.terms, leads }))
    .map(([shown, when]) => branchDigest(shown, when)),
}
