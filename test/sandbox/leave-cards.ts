import fc from 'fast-check'
import { LEAVE_CATEGORIES } from '../../config/college.ts'
import { confirmCard, invitationCard, uninvitedCard } from '../../src/attendance/answers/card.ts'
import { leaveCard, leavesCard, noLeaveCard } from '../../src/attendance/leaves/card.ts'
import type { Card } from '../../src/cards/card.ts'
import { factsBlock } from '../../src/meetings/card.ts'
import * as a from './card-states.ts'

const invitation = fc.record({
  meeting: a.meeting,
  phase: fc.constantFrom('open', 'begun', 'ended', 'cancelled'),
  stage: fc.constantFrom('unanswered', 'joining', 'choosing', 'asked', 'approved', 'refused'),
  ...{ called: a.words, today: a.day, answered: a.count },
  ...{ again: fc.boolean(), saidBy: a.maybe(a.words), snooze: fc.boolean() },
  role: fc.constantFrom('due', 'exempt', 'observer', 'out', null),
  addedTo: a.maybe(fc.tuple(a.meeting, a.terms).map(([meeting, terms]) => factsBlock(meeting, terms))),
  request: a.maybe(a.leave.map(({ category }) => ({ category, isExplained: true, isLate: true }))),
  granted: fc.subarray([...LEAVE_CATEGORIES]),
})

const leave = fc.record({
  ...{ meeting: a.meeting, member: a.memberId, name: a.words, leave: a.leave },
  ...{ toDecide: fc.boolean(), replaced: fc.boolean() },
})

const line = fc.record({
  who: a.memberId,
  ...{ name: a.words, leave: a.leave },
  ...{ reads: fc.boolean(), decides: fc.boolean() },
  ...{ isExpected: fc.boolean(), isDecided: fc.boolean() },
})
const leaves = fc.record({ meeting: a.meeting, lines: a.list(line, 60), mayChange: fc.boolean() })

/** The cards of whoever asks for leave, and of whoever decides. */
export const leaveCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance/answers confirmCard': a.meeting.map(confirmCard),
  'attendance/answers invitationCard': invitation.map(invitationCard),
  'attendance/answers uninvitedCard': invitation.map(uninvitedCard),
  'attendance/leaves leaveCard': leave.map(leaveCard),
  'attendance/leaves leavesCard': leaves.map(leavesCard),
  'attendance/leaves noLeaveCard': fc.constant(noLeaveCard()),
}
