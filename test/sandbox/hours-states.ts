import fc from 'fast-check'
import { hoursCard, hoursListCard } from '../../src/attendance/hours/card.ts'
import { trainingCard } from '../../src/attendance/training/card.ts'
import type { Card } from '../../src/cards/card.ts'
import * as a from './card-states.ts'

const number = fc.integer({ min: 0, max: 200 }).map((half) => half / 2)
const person = fc.record({ name: a.words, sum: number, goal: number })

/** The cards about trainings and their hours 学时, in any state. */
export const hoursCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance/training trainingCard': fc
    .record({ meeting: a.meeting, closed: a.maybe(fc.constantFrom('mayNot', 'notHeld')) })
    .map(trainingCard),
  'attendance/hours hoursCard': fc
    .record({
      ...{ year: fc.constant(2026), goal: number, sum: number, waiting: a.count },
      credited: a.list(
        fc.record({ meeting: a.meeting, hours: number, how: fc.constantFrom('came', 'madeUp') }),
        40,
      ),
      since: a.maybe(a.day),
      mayList: fc.boolean(),
    })
    .map(hoursCard),
  'attendance/hours hoursListCard': fc
    .record({
      year: fc.constant(2026),
      own: a.list(fc.record({ branch: a.words, people: a.list(person, 120) }), 2),
      counted: a.list(fc.record({ branch: a.words, people: a.count, reached: a.count }), 630),
    })
    .map(hoursListCard),
}
