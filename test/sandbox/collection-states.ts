import fc from 'fast-check'
import type { Question } from '../../config/college/questions.ts'
import type { Card } from '../../src/cards/card.ts'
import { askCard } from '../../src/collections/asking/card.ts'
import { boardCard, namesCard, noBoardCard } from '../../src/collections/board/card.ts'
import type { Standing } from '../../src/collections/board/types.ts'
import { composeCard } from '../../src/collections/composing/card.ts'
import { PANELS } from '../../src/collections/composing/types.ts'
import { OFFERED } from '../../src/collections/questions/service.ts'
import type { Collection, Running } from '../../src/collections/types.ts'
import { CollectionId } from '../../src/ids.ts'
import { REQUEST_STATES } from '../../src/reports/types.ts'
import * as a from './card-states.ts'

const id = fc.constant(CollectionId.parse('collect.7f3a'))
const short = a.words.map((text) => text.slice(0, 60))
const question: fc.Arbitrary<Question> = fc
  .record({
    ...{ id: fc.constantFrom('q1', 'q2', 'q3'), label: short, type: fc.constantFrom(...OFFERED) },
    ...{ required: fc.boolean(), help: short },
    options: fc.uniqueArray(short, { minLength: 2, maxLength: 50 }),
  })
  .map(({ options, ...one }) => (one.type === 'choice' || one.type === 'choices' ? { ...one, options } : one))
const questions = a.list(question, 20).map((all) => all.map((one, at) => ({ ...one, id: `q${at + 1}` })))

const target = fc.constant({ kind: 'branches' as const })
const collection: fc.Arbitrary<Collection> = fc.record({
  ...{ id, by: a.memberId, title: short, questions, target, branch: a.maybe(a.branchId) },
  ...{ weekly: a.maybe(id), startedAt: a.instant, dueAt: a.instant, closedAt: a.maybe(a.instant) },
})
const counts = fc.record({ asked: a.count, answered: a.count, late: a.count, open: a.count })

/** Collections that run, as the desk lists them. */
export const running: fc.Arbitrary<Running> = fc.record({ collection, counts })

const choices = fc.uniqueArray(
  fc.record({
    ...{ key: fc.constantFrom('branches', 'branch:B10', 'list'), name: a.words },
    ...{ target: a.maybe(target), branch: a.maybe(a.branchId) },
  }),
  { selector: ({ key }) => key },
)
const local = a.instant.map((at) => at.toZonedDateTimeISO('UTC').toPlainDateTime())
const draft = fc.record({
  ...{ title: short, questions, whom: a.maybe(fc.constantFrom('branches', 'list')), people: a.words },
  ...{ due: a.maybe(local), until: a.maybe(a.day) },
})
const complete = fc.tuple(draft, local).map(([of, due]) => ({ ...of, whom: 'branches', due }))
const filled = fc.dictionary(
  fc.constantFrom(
    'title',
    'whom',
    'people',
    'day',
    'clock',
    'every',
    'until',
    'label',
    'type',
    'options',
    'paste',
  ),
  fc.oneof(a.words, fc.constantFrom('2026-12-02 +0800', '05:05 +0800', 'weekly', 'choice')),
)
const stage = fc.oneof(
  fc.record({
    ...{ at: fc.constant('edit' as const), draft, panel: fc.constantFrom(...PANELS) },
    ...{ filled, said: a.maybe(a.words) },
  }),
  fc.record({ at: fc.constant('preview' as const), draft: complete }),
  fc.record({ at: fc.constantFrom('started' as const, 'dropped' as const) }),
)
const preview = fc.record({
  content: fc.record({ title: short, questions, target, branch: a.maybe(a.branchId) }),
  recipients: fc.record({
    asked: a.list(fc.record({ branch: a.branchId, office: fc.constant(null), who: a.memberId }), 420),
    unreached: a.count,
  }),
  ...{ dueAt: a.instant, times: fc.integer({ min: 1, max: 60 }) },
  ...{ arrives: a.maybe(a.instant), reminded: a.maybe(a.instant) },
})

const row = fc.record({
  ...{ branch: a.words, at: a.maybe(a.instant), isReached: fc.boolean() },
  standing: fc.constantFrom<Standing>('answered', 'late', 'open', 'waived'),
})
const counted = fc.oneof(
  fc.record({ label: short, options: a.list(fc.tuple(short, a.count), 50) }),
  fc.record({ label: short, sum: a.count }),
)

/** The cards about collections 收集, in any state. */
export const collectionCards: Record<string, fc.Arbitrary<Card>> = {
  'collections/composing composeCard': fc
    .record({
      dialogue: fc.record({ id, by: a.memberId, stage }),
      ...{ choices, zone: a.zone, preview: a.maybe(preview) },
      seen: local.map((now) => ({ now, terms: [] })),
    })
    .map(composeCard),
  'collections/asking askCard': fc
    .record({
      ...{ request: a.requestId, title: short, questions, by: a.words, branch: a.maybe(a.words) },
      ...{ state: fc.constantFrom(...REQUEST_STATES), dueAt: a.instant, now: a.instant, zone: a.zone },
      handedIn: a.maybe(
        fc.record({
          answers: fc.dictionary(fc.constantFrom('q1', 'q2', 'q3'), fc.oneof(a.words, a.count)),
          sent: a.list(fc.tuple(short, a.words), 2),
          ...{ at: a.instant, late: fc.boolean() },
        }),
      ),
      people: a.list(fc.record({ id: a.memberId, name: a.words, openId: fc.constant(null) }), 50),
      isReminder: fc.boolean(),
    })
    .map(askCard),
  'collections/board boardCard': fc
    .record({
      ...{ collection, counts, counted: a.list(counted, 20), rows: a.maybe(a.list(row, 40)) },
      toRemind: a.count,
      nudge: a.maybe(fc.record({ by: a.words, at: a.instant, people: a.count })),
      weekly: fc.constantFrom(null, 'on' as const, 'ended' as const),
      ...{ zone: a.zone, now: a.instant },
    })
    .map(boardCard),
  'collections/board noBoardCard': fc
    .tuple(a.words, fc.constantFrom('superseded' as const, 'notKept' as const))
    .map(([title, why]) => noBoardCard(title, why)),
  'collections/board namesCard': fc
    .record({
      title: short,
      names: a.list(
        a.words.map((name) => name.slice(0, 20)),
        420,
      ),
    })
    .map(namesCard),
}
