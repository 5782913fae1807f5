import fc from 'fast-check'
import type { Card } from '../../src/cards/card.ts'
import type { Application } from '../../src/reports/applications/types.ts'
import { extensionAskedCard, extensionCard } from '../../src/reports/extension/card.ts'
import * as a from './card-states.ts'
import { request } from './request-states.ts'

/** What the reader of a request may still do about its deadline. */
export const wayOut = fc.record({ mayAsk: fc.boolean(), asked: a.maybe(a.day) })

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

/** The cards about deadlines, in any state. */
export const deadlineCards: Record<string, fc.Arbitrary<Card>> = {
  'reports/extension extensionCard': fc
    .record({
      request,
      application: a.maybe(application),
      days: a.maybe(fc.record({ first: a.day, last: a.day })),
      reader: a.words,
      isOwn: fc.boolean(),
      zone: a.zone,
    })
    .map(extensionCard),
  'reports/extension extensionAskedCard': fc
    .record({ ...shown, decidedBy: a.maybe(a.words), mayDecide: fc.boolean(), zone: a.zone })
    .map(extensionAskedCard),
}
