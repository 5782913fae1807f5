import fc from 'fast-check'
import { NEEDS } from '../../config/college/programmes.ts'
import type { Card } from '../../src/cards/card.ts'
import { CellId, RequestId } from '../../src/ids.ts'
import { dueCard } from '../../src/ledger/reminding/card.ts'
import { CELL_STATES } from '../../src/ledger/types.ts'
import { wayOutButtons } from '../../src/reports/service.ts'
import * as a from './card-states.ts'
import { wayOut } from './request-states.ts'

const REQUEST = RequestId.parse('R-zrs26.B03.sign')

const cell = fc.record({
  id: fc.constant(CellId.parse('zrs26.B03.sign.2026-11')),
  needs: fc.constantFrom(...NEEDS),
  request: a.maybe(fc.constant(REQUEST)),
  state: fc.constantFrom(...CELL_STATES),
  due: a.maybe(a.day),
})

/** A step as 待办 lists it. */
export const openStep = fc.record({
  ...{ cell, title: a.words, branch: a.maybe(a.words), due: a.day, late: fc.boolean() },
})

const line = fc.record({
  ...{ cell, title: a.words, due: a.day, dueAt: a.maybe(a.instant), explained: fc.boolean() },
  ways: wayOut.map((ways) => wayOutButtons(REQUEST, ways)),
  told: fc.constant('step'),
})

/** The cards that remind of steps of programmes 台账, in any state. */
export const stepCards: Record<string, fc.Arbitrary<Card>> = {
  'ledger/reminding dueCard': fc
    .record({ lines: a.list(line, 30), now: a.instant, zone: a.zone })
    .map(dueCard),
}
