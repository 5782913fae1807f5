import fc from 'fast-check'
import { QUORUM_KINDS } from '../../config/college.ts'
import { noVotesCard, votesCard } from '../../src/attendance/votes/card.ts'
import type { Card } from '../../src/cards/card.ts'
import * as a from './card-states.ts'
import { quorum } from './overview-states.ts'

const number = fc.nat(9999)

const counted = {
  ...{ due: number, present: number, written: number, yes: number, no: number, abstain: number },
  ...{ n: fc.nat(99), version: fc.nat(9), at: a.instant },
  kind: fc.constantFrom(...QUORUM_KINDS),
  topic: a.words,
  candidate: a.maybe(fc.nat(99)),
}

const fault = fc.oneof(
  fc.record({ kind: fc.constant('tooManyBallots'), ballots: number, present: number, written: number }),
  fc.record({ kind: fc.constant('tooManyWritten'), written: number, present: number, due: number }),
  fc.record({ kind: fc.constant('fewerThanWritten'), ballots: number, written: number }),
  fc.record({
    kind: fc.constantFrom('notNumbers', 'noBallots', 'noTopic', 'named', 'noQuorum', 'overtaken'),
  }),
)

const form = fc.record({
  n: fc.nat(12),
  filled: fc.record({ topic: a.words, written: a.words, yes: a.words, no: a.words, abstain: a.words }),
  fault: a.maybe(fault),
})

/** The cards of a meeting's votes, in any state. */
export const voteCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance/votes votesCard': fc
    .record({
      meeting: a.meeting,
      quorum,
      votes: a.list(fc.record({ ...counted, by: a.memberId }), 30),
      earlier: a.list(fc.record({ ...counted, by: a.words }), 30),
      form: a.maybe(form),
      mayAdjourn: fc.boolean(),
    })
    .map(votesCard),
  'attendance/votes noVotesCard': fc
    .tuple(a.meeting, fc.constantFrom('closed', 'superseded', 'cancelled', 'adjourned'))
    .map((of) => noVotesCard(...of)),
}
