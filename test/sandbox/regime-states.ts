import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { ProgrammeId } from '../../src/ids.ts'
import { drawCard } from '../../src/ledger/lots/card.ts'
import * as a from './card-states.ts'

const programme = fc.constant(ProgrammeId.parse('shuzhi'))
const short = a.words.map((text) => text.slice(0, 60))

const draw = fc.record({
  ...{ programme, n: fc.integer({ min: 1, max: 999_999 }), seed: fc.nat(999_999), reason: a.maybe(a.words) },
  confirmed: a.maybe(fc.record({ by: a.memberId, at: a.instant, rows: fc.constant([]) })),
})

/** The cards by which rows are put forward and drawn. */
export const regimeCards: Record<string, fc.Arbitrary<Card>> = {
  'ledger/lots drawCard': fc
    .record({
      ...{ title: short, draw, late: a.count, by: a.words, when: short },
      order: a.list(fc.record({ id: fc.string(), nth: a.count, name: a.words }), 630),
    })
    .map(drawCard),
}
