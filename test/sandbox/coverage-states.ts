import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { ProgrammeId } from '../../src/ids.ts'
import { behindCard } from '../../src/ledger/coverage/card.ts'
import { detailsButtons } from '../../src/pages/service.ts'
import * as a from './card-states.ts'

const line = fc.record({
  programme: fc.constant(ProgrammeId.parse('zrs26')),
  ...{ title: a.words, text: a.words, late: a.count },
  tone: fc.constantFrom('behind' as const, 'fine' as const),
})
const ways = fc
  .boolean()
  .map((hasPages) =>
    detailsButtons({ publicUrl: hasPages ? 'https://zhibu.example.edu.cn' : null }, '/ledger'),
  )

/** What is said of programmes that are behind, in any state. */
export const coverageCards: Record<string, fc.Arbitrary<Card>> = {
  'ledger/coverage behindCard': fc.tuple(a.list(line, 40), ways).map(([lines, to]) => behindCard(lines, to)),
}
