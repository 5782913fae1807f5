import fc from 'fast-check'
import { makeupCard, makeupsCard } from '../../src/attendance/makeup/card.ts'
import type { MakeupState, Missed } from '../../src/attendance/makeup/types.ts'
import type { Card } from '../../src/cards/card.ts'
import * as a from './card-states.ts'

const missed: fc.Arbitrary<Missed> = fc.record({
  who: a.memberId,
  dueOn: a.maybe(a.day),
  madeAt: a.maybe(a.instant),
  words: a.maybe(a.words),
})
const state = fc.constantFrom<MakeupState>('unasked', 'open', 'overdue', 'made', 'madeLate', 'unneeded')
const named = fc.tuple(missed, a.words, state).map(([one, name, state]) => ({ ...one, name, state }))
const arrange = fc.record({ people: a.count, dueOn: a.day, record: a.maybe(a.words) })

/** The cards about make-ups 补学, in any state. */
export const makeupCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance/makeup makeupCard': fc
    .record({
      meeting: a.meeting,
      state,
      missed: a.maybe(missed),
      material: a.maybe(a.words),
      isReminder: fc.boolean(),
    })
    .map(makeupCard),
  'attendance/makeup makeupsCard': fc
    .record({
      meeting: a.meeting,
      shown: a.maybe(fc.record({ names: fc.boolean(), words: fc.boolean(), arrange: a.maybe(arrange) })),
      closed: fc.boolean(),
      people: a.list(named, 420),
      unconfirmed: a.count,
    })
    .map(makeupsCard),
}
