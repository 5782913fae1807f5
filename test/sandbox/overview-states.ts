import fc from 'fast-check'
import { QUORUM_KINDS } from '../../config/college.ts'
import { codeCard } from '../../src/attendance/code/card.ts'
import { listCard, noListCard } from '../../src/attendance/expected/card.ts'
import { HAND_CHANGES } from '../../src/attendance/list/types.ts'
import { ROLES } from '../../src/attendance/types.ts'
import { noOverviewCard, overviewCard } from '../../src/attendance/overview/card.ts'
import { GROUPS } from '../../src/attendance/overview/types.ts'
import type { Card } from '../../src/cards/card.ts'
import { MemberId } from '../../src/ids.ts'
import * as a from './card-states.ts'

const NOTES = [
  'choosing',
  'asked',
  'approved',
  'refused',
  'late',
  'came',
  'answeredFor',
  'checkedFor',
] as const
const named = fc.record({
  name: a.words,
  notes: fc.uniqueArray(fc.constantFrom(...NOTES), { maxLength: 2 }),
})
const people = a
  .list(named, 250)
  .map((all) => all.map((one, n) => ({ ...one, who: MemberId.parse(`M${1000 + n}`) })))

/** Nobody is in two groups. */
function shares<P>(all: readonly P[], some: readonly (typeof GROUPS)[number][]) {
  return some.map((group, n) => ({ group, people: all.filter((_, at) => at % some.length === n) }))
}

/** Whether enough have come to vote. */
export const quorum = fc.record({
  kind: fc.constantFrom(...QUORUM_KINDS),
  ...{ due: fc.nat(420), present: fc.nat(420), needed: fc.nat(420) },
  isMet: fc.boolean(),
})

/** A meeting's people by name, in every state, however many they are. */
const overview = fc.record({
  meeting: a.meeting,
  phase: fc.constantFrom('before', 'open', 'over'),
  groups: fc
    .tuple(people, fc.uniqueArray(fc.constantFrom(...GROUPS)))
    .map(([all, some]) => shares(all, some)),
  reminder: a.maybe(fc.record({ at: a.instant, by: a.words, people: a.count })),
  mayAct: fc.boolean(),
  digits: a.maybe(fc.constant('3705')),
  quorum: a.maybe(quorum),
  mayAdjourn: fc.boolean(),
  now: a.instant,
})

const list = fc.record({
  meeting: a.meeting,
  frozenAt: a.maybe(a.instant),
  people: a.list(fc.record({ role: fc.constantFrom(...ROLES), name: a.words }), 250),
  choices: fc.uniqueArray(fc.record({ id: a.memberId, name: a.words }), {
    selector: ({ id }) => id,
    maxLength: 120,
  }),
  may: fc.record({ change: fc.boolean(), observe: fc.boolean(), reasons: fc.boolean() }),
  changes: a.list(
    fc.record({
      ...{ at: a.instant, by: a.words, who: a.words, reason: a.words },
      change: fc.constantFrom(...HAND_CHANGES),
    }),
    10,
  ),
})

/** The cards by name, for whoever looks after a meeting. */
export const overviewCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance/code codeCard': fc
    .record({ meeting: a.meeting, digits: a.maybe(fc.constant('3705')) })
    .map(codeCard),
  'attendance/overview overviewCard': overview.map(overviewCard),
  'attendance/overview noOverviewCard': fc
    .tuple(a.meeting, fc.constantFrom('closed', 'superseded'))
    .map((of) => noOverviewCard(...of)),
  'attendance/expected listCard': list.map(listCard),
  'attendance/expected noListCard': fc
    .tuple(a.meeting, fc.constantFrom('closed', 'superseded'))
    .map((of) => noListCard(...of)),
}
