import fc from 'fast-check'
import { codeCard } from '../../src/attendance/code/card.ts'
import { noOverviewCard, overviewCard } from '../../src/attendance/overview/card.ts'
import { GROUPS } from '../../src/attendance/overview/types.ts'
import type { Card } from '../../src/cards/card.ts'
import * as a from './card-states.ts'

const NOTES = ['choosing', 'asked', 'approved', 'refused', 'late', 'came'] as const
const people = a.list(fc.record({ name: a.words, note: a.maybe(fc.constantFrom(...NOTES)) }), 250)

/** A meeting's people by name, in every state, however many they are. */
const overview = fc.record({
  meeting: a.meeting,
  phase: fc.constantFrom('before', 'open', 'over'),
  groups: fc.uniqueArray(fc.record({ group: fc.constantFrom(...GROUPS), people }), {
    selector: ({ group }) => group,
  }),
  reminder: a.maybe(fc.record({ at: a.instant, by: a.words, people: a.count })),
  mayAct: fc.boolean(),
  digits: a.maybe(fc.constant('3705')),
  now: a.instant,
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
}
