import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import { offerCard, relayedCard } from '../../src/desk/relays/card.ts'
import { RequestId } from '../../src/ids.ts'
import { MATTERS } from '../../src/cards/need.ts'
import { fillButton } from '../../src/reports/card.ts'
import type { Application } from '../../src/reports/applications/types.ts'
import { escalationCard } from '../../src/reports/escalating/card.ts'
import { answeredCard, explanationCard, toAnswerCard } from '../../src/reports/explaining/card.ts'
import type { Explanation } from '../../src/reports/explaining/types.ts'
import { extensionAskedCard, extensionCard } from '../../src/reports/extension/card.ts'
import { settlingCard } from '../../src/reports/settling/card.ts'
import * as a from './card-states.ts'
import { request } from './request-states.ts'
import { state } from './roll-states.ts'

const application: fc.Arbitrary<Application> = fc.record({
  request: a.requestId,
  by: a.memberId,
  at: a.instant,
  until: a.day,
  why: a.words,
  state: fc.constantFrom('asked', 'granted', 'declined'),
  decidedBy: a.maybe(a.memberId),
})

const shown = { request, application, branch: a.words, by: a.words, isAhead: fc.boolean() }

/** An application as 待办 shows it. */
export const extension = fc.record(shown)

const choices = a.list(fc.record({ id: a.requestId, label: a.words }), 20)
const days = fc.record({ first: a.day, last: a.day })

const escalation = fc
  .record({
    states: a.list(
      fc.record({
        ...state,
        ...{ branch: a.words, asked: a.maybe(a.day), explained: fc.boolean(), waived: a.maybe(a.words) },
      }),
      30,
    ),
    maySettle: fc.boolean(),
  })
  .map(escalationCard)

/** What a summary carries of what has not come in. */
export const escalationBlocks = escalation.map(({ blocks }) => blocks)

const further = fc.record({ owed: fc.constantFrom(0, 40), settled: fc.constantFrom(0, 2_000) })

/** The cards about deadlines, in any state. */
export const deadlineCards: Record<string, fc.Arbitrary<Card>> = {
  'reports/escalating escalationCard': escalation,
  'reports/settling settlingCard': fc
    .record({
      branch: a.maybe(a.words),
      isAdmin: fc.boolean(),
      owed: choices,
      settled: choices,
      days,
      further,
    })
    .map(settlingCard),
  'reports/extension extensionCard': fc
    .record({
      request,
      application: a.maybe(application),
      days: a.maybe(days),
      reader: a.words,
      isLapsed: fc.boolean(),
      isOwn: fc.boolean(),
      zone: a.zone,
    })
    .map(extensionCard),
  'reports/extension extensionAskedCard': fc
    .record({ ...shown, decidedBy: a.maybe(a.words), mayDecide: fc.boolean(), zone: a.zone })
    .map(extensionAskedCard),
}

const explanation: fc.Arbitrary<Explanation> = fc.record({
  ...{ request: a.requestId, n: fc.nat(5), by: a.memberId, at: a.instant, said: a.words, answer: a.words },
  outcome: fc.constantFrom(null, 'replied', 'extended', 'waived'),
  answeredBy: a.maybe(a.memberId),
})

/** An explanation as 待办 lists it. */
export const explanationToDo = fc.record({ request, explanation, branch: a.words, by: a.words })

/** The cards about what is explained 说明情况, in any state. */
export const explainingCards: Record<string, fc.Arbitrary<Card>> = {
  'reports/explaining explanationCard': fc
    .record({
      ...{ request, last: a.maybe(explanation), waits: fc.boolean(), mayExplain: fc.boolean() },
      ...{ reader: a.words, answeredBy: a.words, zone: a.zone },
    })
    .map(explanationCard),
  'reports/explaining answeredCard': fc
    .record({ request, explanation, answeredBy: a.words, zone: a.zone })
    .map(answeredCard),
  'reports/explaining toAnswerCard': fc
    .record({
      ...{ request, explanation, branch: a.words, by: a.words, answeredBy: a.words, zone: a.zone },
      ...{ mayAnswer: fc.boolean(), mayWaive: fc.boolean(), days: a.maybe(days) },
    })
    .map(toAnswerCard),
}

const matter = fc.constantFrom(...MATTERS)

/** The cards by which a matter is put before somebody else 转达, in any state. */
export const relayCards: Record<string, fc.Arbitrary<Card>> = {
  'desk/relays offerCard': fc
    .record({ need: fc.record({ matter, id: fc.constant('R-A047') }), title: a.words })
    .map(offerCard),
  'desk/relays relayedCard': a
    .list(
      fc.record({
        matter,
        who: a.words,
        title: a.words,
        way: fc.constantFrom(fillButton(RequestId.parse('R1')), { say: '开会' }),
      }),
      40,
    )
    .map(relayedCard),
}
