import fc from 'fast-check'
import { NEEDS, Programme, STEP_OWNERS } from '../../config/college/programmes.ts'
import type { Button, Card } from '../../src/cards/card.ts'
import { CellId, ProgrammeId } from '../../src/ids.ts'
import { overviewCard, ownCard, programmeCard, rowCard } from '../../src/ledger/board/card.ts'
import { emptyCard } from '../../src/ledger/card.ts'
import type { Shown } from '../../src/ledger/board/types.ts'
import { doingButtons } from '../../src/ledger/cells/service.ts'
import { cellCard } from '../../src/ledger/details/card.ts'
import { nudgedCard, previewCard } from '../../src/ledger/nudging/card.ts'
import { nudgeButton } from '../../src/ledger/nudging/service.ts'
import { type Cell, CELL_STATES, MOVES } from '../../src/ledger/types.ts'
import * as a from './card-states.ts'

const PROGRAMME = ProgrammeId.parse('zrs26')
const CELL = CellId.parse('zrs26.B03.sign.2026-11')
const short = a.words.map((text) => text.slice(0, 40))
const stepId = fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8')
const rowId = fc.nat(120).map((n) => `B${n}`)

const definition = fc
  .record({ title: short, titles: fc.array(short, { minLength: 1, maxLength: 8 }) })
  .map(({ title, titles }) =>
    Programme.parse({
      ...{ id: PROGRAMME, title: title.trim() || '台账', rows: 'each-branch' },
      steps: titles.map((one, nth) => ({ id: `s${nth + 1}`, title: one.trim() || '事项', every: 'P1M' })),
    }),
  )
const cell: fc.Arbitrary<Cell> = fc.record({
  ...{ id: fc.constant(CELL), programme: fc.constant(PROGRAMME), row: rowId, branch: a.maybe(a.branchId) },
  ...{ step: stepId, round: fc.constantFrom('', '2026-11'), from: a.day, until: a.day, due: a.maybe(a.day) },
  ...{ needs: fc.constantFrom(...NEEDS), by: fc.constantFrom(...STEP_OWNERS) },
  ...{ state: fc.constantFrom(...CELL_STATES), request: fc.constant(null) },
  ...{ handedAt: a.maybe(a.instant), doneAt: a.maybe(a.instant) },
})
const row = fc.record({
  ...{ programme: fc.constant(PROGRAMME), id: rowId, title: a.maybe(short), branch: a.maybe(a.branchId) },
  ...{
    member: a.maybe(a.memberId),
    joint: a.list(a.branchId, 2),
    attributes: fc.dictionary(short, short, { maxKeys: 3 }),
  },
  ...{ place: a.count, since: a.maybe(a.day), nominated: fc.boolean(), name: short },
})
const shown: fc.Arbitrary<Shown> = fc.record({
  ...{ id: fc.constant(PROGRAMME), definition, dropped: fc.boolean(), closed: fc.boolean() },
  ...{
    rows: fc.uniqueArray(row, { maxLength: 120, selector: ({ id: of }) => of }),
    cells: a.list(cell, 120),
  },
})
/** Programmes, each with its own id. */
const programmes = a
  .list(shown, 20)
  .map((all) => all.map((one, n) => ({ ...one, id: ProgrammeId.parse(`p${n}`) })))
const on = fc.record({ today: a.day })
const doing = (of: Cell): Button[] => doingButtons(of)
const counted = fc.record({
  ...{ figure: fc.constantFrom('held' as const, 'observed' as const), count: a.count, atLeast: a.count },
  gaps: fc.constant([]),
})
const line = fc.record({
  text: short,
  late: a.count,
  tone: fc.constantFrom('behind' as const, 'fine' as const),
})
const history = a.list(
  fc.record({ at: a.instant, by: short, what: fc.constantFrom(...MOVES), reason: a.maybe(short) }),
  20,
)
const owing = fc.record({
  ...{ who: a.memberId, name: short, cells: a.list(cell, 5) },
  hindrance: fc.constantFrom('nudged' as const, 'reminded' as const, null),
})

/** The cards about programmes, in any state. */
export const ledgerBoardCards: Record<string, fc.Arbitrary<Card>> = {
  'ledger/board overviewCard': fc.record({ lines: a.list(line, 20), programmes }).map(overviewCard),
  'ledger/board ownCard': fc.tuple(programmes, on).map(([all, of]) => ownCard(all, { ...of, doing })),
  'ledger/board rowCard': fc
    .tuple(shown, on, counted)
    .map(([of, { today }, one]) => rowCard(of, { today, doing, counts: new Map([[CELL, one]]) })),
  'ledger/board programmeCard': fc
    .tuple(shown, on, fc.constantFrom('all' as const, 'open' as const), fc.boolean())
    .map(([of, { today }, only, admin]) =>
      programmeCard(of, { today, only, admin, more: [nudgeButton(PROGRAMME)] }),
    ),
  'ledger/details cellCard': fc
    .record({
      ...{ cell, row, definition, history, counted: a.maybe(counted) },
      ...{ mayDo: fc.boolean(), maySettle: fc.boolean() },
    })
    .chain((of) => fc.tuple(fc.constant(of), a.day, a.zone))
    .map(([of, today, zone]) => cellCard(of, { today, zone, doing: doing(of.cell) })),
  'ledger emptyCard': fc.tuple(short, a.words).map(([title, said]) => emptyCard(title, said)),
  'ledger/nudging previewCard': fc
    .tuple(short, a.list(owing, 100))
    .map(([title, all]) => previewCard({ programme: PROGRAMME, title }, all)),
  'ledger/nudging nudgedCard': fc.tuple(short, a.list(cell, 30)).map(([title, cells]) =>
    nudgedCard(
      title,
      cells.map((one) => ({ cell: one, line: title, doing: doing(one) })),
    ),
  ),
}
