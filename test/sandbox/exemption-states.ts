import fc from 'fast-check'
import {
  exemptAskedCard,
  exemptDecidedCard,
  exemptionsCard,
  noExemptionsCard,
} from '../../src/attendance/exemptions/card.ts'
import { ExemptionId, STATES } from '../../src/attendance/exemptions/types.ts'
import { cutTo } from '../../src/cards/shortened.ts'
import type { Card } from '../../src/cards/card.ts'
import { BranchId } from '../../src/ids.ts'
import * as a from './card-states.ts'

const B10 = BranchId.parse('B10')
/** The files and the form take no longer ones. */
function shortWords(most: number) {
  return a.words.map((text) => cutTo(text, most))
}

const proposal = fc.record({
  ...{ who: a.memberId, by: a.memberId, name: a.words, class: shortWords(40), approval: shortWords(100) },
  ...{ branch: fc.constant(B10), from: a.day, until: a.maybe(a.day), state: fc.constantFrom(...STATES) },
  id: fc.uuid().map((id) => ExemptionId.parse(id)),
})
const choice = fc.record({ id: a.memberId, name: a.words })

/** The cards about who does not count in 应到. */
export const exemptionCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance/exemptions exemptionsCard': fc
    .record({
      branch: fc.record({ id: fc.constant(B10), short: a.words }),
      proposals: a.list(proposal, 30),
      choices: fc.uniqueArray(choice, { selector: ({ id }) => id, maxLength: 120 }),
      classes: a.list(shortWords(40), 10),
      ...{ mayPropose: fc.boolean(), today: a.day },
    })
    .map(exemptionsCard),
  'attendance/exemptions noExemptionsCard': fc
    .tuple(a.words, fc.constantFrom('closed', 'superseded'))
    .map((of) => noExemptionsCard(...of)),
  'attendance/exemptions exemptAskedCard': fc
    .record({ proposal, branch: a.words, by: a.words, mayDecide: fc.boolean() })
    .map(exemptAskedCard),
  'attendance/exemptions exemptDecidedCard': proposal.map(exemptDecidedCard),
}
