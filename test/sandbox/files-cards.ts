import fc from 'fast-check'
import * as a from './card-states.ts'
import { LOSS_REASONS } from '../../src/roster/load/types.ts'
import { faultyCard, loadedCard, waitingCard } from '../../src/roster/proposals/card.ts'

const version = { version: fc.constant('v1'), asked: a.count }
const faulty = fc.record({
  kind: fc.constant('faulty'),
  faults: a.list(
    fc.record({ file: fc.constant('/x/college.yaml'), line: a.count, what: a.words, cure: a.words }),
    200,
  ),
})
const loss = fc.record({
  reasons: fc.subarray([...LOSS_REASONS], { minLength: 1 }),
  people: fc.constant([]),
  accounts: fc.constant([]),
  branches: fc.constant([]),
  secretaries: fc.constant([]),
  admins: fc.constant([]),
  before: a.count,
})
const grave = fc.record({ kind: fc.constant('waiting'), loss })
const names = fc.record({ names: a.list(a.words, 10), count: a.count })
const change = fc.record({
  added: a.list(a.words, 20),
  changed: a.list(a.words, 20),
  gone: a.list(a.words, 20),
})

/** The cards about the college's files. */
export const filesCards = {
  'roster/proposals faultyCard': fc
    .record({
      proposal: fc.record({ ...version, state: fc.constantFrom('faulty', 'over'), content: faulty }),
      newer: fc.boolean(),
    })
    .map(faultyCard),
  'roster/proposals waitingCard': fc
    .tuple(
      fc.record({
        proposal: fc.record({
          ...version,
          state: fc.constantFrom('waiting', 'confirmed', 'refused', 'over'),
          content: grave,
        }),
        newer: fc.boolean(),
      }),
      names,
    )
    .map(([shown, named]) => waitingCard(shown, () => named)),
  'roster/proposals loadedCard': fc
    .tuple(fc.record({ member: change, branch: change, settings: change }), names)
    .map(([changes, named]) => loadedCard(changes, () => named)),
}
