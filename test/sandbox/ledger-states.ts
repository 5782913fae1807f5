import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { composeCard } from '../../src/ledger/composing/card.ts'
import { type Done, PANELS, READ_REFUSALS } from '../../src/ledger/composing/types.ts'
import { StepShape } from '../../src/ledger/steps/service.ts'
import { WHENS } from '../../src/ledger/steps/types.ts'
import type { Definition } from '../../src/ledger/types.ts'
import { LedgerDraftId, ProgrammeId } from '../../src/ids.ts'
import * as a from './card-states.ts'

const id = fc.constant(LedgerDraftId.parse('12'))
const title = a.words.map((said) => said.slice(0, 60))
const schedule = fc.constantFrom(
  {},
  { due: '2026-12-18' },
  { every: 'P1M', due: { day: 25 } },
  { every: 'P3M' },
  { every: 'term', due: { week: 16 } },
  { every: 'year', due: { on: '11-30' } },
  { after: { step: 's1', days: 30 } },
  { after: { step: 's1', workdays: 5 } },
)
const needs = fc.constantFrom('tick', 'text', 'photo', 'file', 'signed', 'sheet')
const review = fc.constantFrom('none', 'committee', 'inspector')
const by = fc.constantFrom('lead', 'person', 'committee')
const steps = a
  .list(fc.record({ title, needs, review, by, schedule }), 40)
  .map((all) =>
    all.map(({ title: said, schedule: when, ...one }, n) =>
      StepShape.parse({ id: `s${n + 1}`, title: `〇${said}`, template: '表', ...one, ...when }),
    ),
  )
const rows: fc.Arbitrary<Definition['rows']> = fc.oneof<fc.Arbitrary<Definition['rows']>[]>(
  fc.constant('each-branch' as const),
  fc.record({ each: fc.constantFrom('teacher' as const, 'other' as const) }),
  fc.record({ nominate: fc.constantFrom('member' as const, 'project' as const), most: fc.nat(20) }),
  fc.array(a.branchId, { minLength: 1, maxLength: 40 }),
  fc.array(fc.record({ branch: a.branchId, attributes: fc.constant({ 级别: '校级' }) }), { minLength: 1 }),
)
const lines = a.list(fc.record({ line: a.count, said: a.words }), 40)
const found = fc.record({
  of: fc.constantFrom('branches' as const, 'people' as const, 'projects' as const),
  ...{ rows: a.count, missing: a.list(a.branchId, 40), unknown: lines, unread: lines },
  attributes: a.list(title, 20),
})
const draft = fc.record({
  ...{ title, rows, steps, found: a.maybe(found), done: fc.constant<Done[]>([]) },
  digest: fc.constantFrom('line' as const, 'attention' as const, 'off' as const),
})
const filled = fc.dictionary(
  fc.constantFrom(
    'title',
    'rows',
    'branches',
    'most',
    'stepTitle',
    'needs',
    'when',
    'day',
    'number',
    'paste',
  ),
  fc.oneof(a.words, fc.constantFrom('2026-12-02 +0800', ...WHENS, 'branches')),
)
const stage = fc.oneof(
  fc.record({
    ...{
      at: fc.constant('edit' as const),
      draft: fc.oneof(
        draft,
        draft.map((of) => ({ ...of, rows: null })),
      ),
    },
    ...{ panel: fc.constantFrom(...PANELS), editing: a.maybe(fc.constantFrom('s1', 's9')) },
    ...{ filled, said: a.maybe(a.words) },
  }),
  fc.record({ at: fc.constant('preview' as const), draft }),
  fc.record({ at: fc.constant('made' as const), programme: fc.constant(ProgrammeId.parse('tz-1')), title }),
  fc.record({ at: fc.constant('dropped' as const) }),
  fc.record({
    at: fc.constant('awaiting' as const),
    refusal: a.maybe(fc.constantFrom(...READ_REFUSALS)),
  }),
  fc.record({
    ...{ at: fc.constant('reading' as const), file: a.words, name: a.words, isHere: fc.boolean() },
  }),
)
const preview = fc.record({
  ...{ rows: a.count, cells: a.count, done: a.count, late: a.count, people: a.count, ownerless: a.count },
  dues: a.list(fc.record({ day: a.day, cells: a.count }), 3),
})
const branches = a.list(
  fc.record({
    ...{ id: a.branchId, name: a.words, short: a.words, kind: fc.constant('teacher') },
    ...{ chat: fc.constant(null), active: fc.constant(true) },
  }),
  40,
)
const knows = fc.record({
  branches,
  templates: fc.uniqueArray(title, { maxLength: 12 }),
  seen: fc.constant({ now: Temporal.PlainDateTime.from('2026-11-23T09:00'), terms: [] }),
})

/** The cards about the ledger 台账, in any state. */
export const ledgerCards: Record<string, fc.Arbitrary<Card>> = {
  'ledger/composing composeCard': fc
    .record({
      dialogue: fc.record({ id, by: a.memberId, stage }),
      ...{ knows, today: a.day, preview: a.maybe(preview) },
    })
    .map(composeCard),
}
