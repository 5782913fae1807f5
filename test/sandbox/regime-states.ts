import fc from 'fast-check'
import type { Card, Field } from '../../src/cards/card.ts'
import { ProgrammeId } from '../../src/ids.ts'
import { drawCard } from '../../src/ledger/lots/card.ts'
import { chooseCard, consentCard, declinedCard, nominateCard } from '../../src/ledger/nominating/card.ts'
import { CELL_STATES } from '../../src/ledger/types.ts'
import * as a from './card-states.ts'

const programme = fc.constant(ProgrammeId.parse('shuzhi'))
const short = a.words.map((text) => text.slice(0, 60))

const draw = fc.record({
  ...{ programme, n: fc.integer({ min: 1, max: 999_999 }), seed: fc.nat(999_999), reason: a.maybe(a.words) },
  confirmed: a.maybe(fc.record({ by: a.memberId, at: a.instant, rows: fc.constant([]) })),
})

const what = fc.constantFrom('member' as const, 'project' as const)
const state = fc.constantFrom(...CELL_STATES)
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.constant({
    ...({ kind: 'input', name: 'title', label: '项目名称', placeholder: '请填写' } as const),
    ...({ required: false, lines: 'one', maxLength: 40 } as const),
  }),
  fc.constant({
    ...({ kind: 'person', name: 'who', label: '提名谁', placeholder: '请选择', required: false } as const),
    people: [],
  }),
)
const putForward = fc.record({
  id: fc.string(),
  name: a.words,
  consent: a.maybe(state),
  isBegun: fc.boolean(),
})

/** The cards by which rows are put forward and drawn. */
export const regimeCards: Record<string, fc.Arbitrary<Card>> = {
  'ledger/lots drawCard': fc
    .record({
      ...{ title: short, draw, late: a.count, by: a.words, when: short },
      order: a.list(fc.record({ id: fc.string(), nth: a.count, name: a.words }), 630),
    })
    .map(drawCard),
  'ledger/nominating nominateCard': fc
    .record({
      ...{ programme, title: short, what, most: fc.integer({ min: 1, max: 20 }) },
      ...{ branch: a.branchId.map((id) => ({ id, name: '电子信息系' })), until: a.maybe(short) },
      ...{ isOver: fc.boolean(), rows: a.list(putForward, 20), fields: field.map((one) => [one]) },
    })
    .map(nominateCard),
  'ledger/nominating chooseCard': fc
    .record({
      ...{ programme, title: short, what },
      branches: fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), short: short }), {
        selector: ({ id }) => id,
        minLength: 2,
        maxLength: 630,
      }),
    })
    .map(chooseCard),
  'ledger/nominating consentCard': fc
    .record({
      programme,
      row: fc.constant('B03-1'),
      title: short,
      branch: short,
      state,
      doing: fc.constant([]),
    })
    .map(consentCard),
  'ledger/nominating declinedCard': fc
    .record({ title: short, name: short, until: a.maybe(short) })
    .map(declinedCard),
}
