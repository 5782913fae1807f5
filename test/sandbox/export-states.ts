import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { approveCard, reasonCard } from '../../src/exports/card.ts'
import { STATES } from '../../src/exports/types.ts'
import * as a from './card-states.ts'

const request = fc.record({
  ...{ id: fc.uuid(), kind: fc.constant('collections.answers' as const), ref: fc.constant('collect.7f3a') },
  ...{ title: a.words.map((text) => text.slice(0, 60)), who: a.memberId, state: fc.constantFrom(...STATES) },
  reason: a.maybe(a.words.map((text) => text.slice(0, 110))),
  ...{ names: a.count, by: a.maybe(a.memberId), askedAt: a.instant },
})

/** The cards about files with names, in any state. */
export const exportCards: Record<string, fc.Arbitrary<Card>> = {
  'exports reasonCard': fc.record({ request }).map(reasonCard),
  'exports approveCard': fc.record({ request, by: a.words, zone: a.zone }).map(approveCard),
}
