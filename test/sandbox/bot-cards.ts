import fc from 'fast-check'
import { noticeCard } from '../../src/attendance/card.ts'
import { checkInCard } from '../../src/attendance/checkin/card.ts'
import { droppedCard } from '../../src/attendance/dropped/card.ts'
import { monthCard } from '../../src/attendance/month/card.ts'
import { observerCard } from '../../src/attendance/observers/card.ts'
import { draftCard, faultsCard, uncoveredCard } from '../../src/calendar/card.ts'
import { helpCard, summaryCard, todoCard } from '../../src/desk/card.ts'
import { filesCards } from './files-cards.ts'
import { previewCard } from '../../src/desk/preview/card.ts'
import { questionCard } from '../../src/desk/questions/card.ts'
import { quotaCard } from '../../src/desk/quota/card.ts'
import { scheduleCard } from '../../src/desk/schedule/card.ts'
import { orderCard } from '../../src/digest/sending/card.ts'
import { cadenceCard } from '../../src/measures/cadence/card.ts'
import { factsBlock } from '../../src/meetings/card.ts'
import { changeCard } from '../../src/planning/changes/card.ts'
import { newMeetingCard } from '../../src/planning/new-meeting/card.ts'
import { mergingCard } from '../../src/planning/merging/card.ts'
import { confirmCard } from '../../src/reports/drafts/card.ts'
import { BranchId, MemberId } from '../../src/ids.ts'
import { tasksCard } from '../../src/reports/tasks/card.ts'
import { nudgeCard } from '../../src/reports/nudging/card.ts'
import * as reports from '../../src/reports/card.ts'
import { linkCard } from '../../src/pages/links/card.ts'
import { LinkId } from '../../src/pages/links/types.ts'
import { rosterCard } from '../../src/roster/list/card.ts'
import type { Card } from '../../src/cards/card.ts'
import { workbookCards } from './workbook-states.ts'
import { exportCards } from './export-states.ts'
import { ledgerBoardCards } from './ledger-board-states.ts'
import { statisticsCards } from './statistics-states.ts'
import { collectionCards } from './collection-states.ts'
import { ledgerCards } from './ledger-states.ts'
import { exemptionCards } from './exemption-states.ts'
import { hoursCards } from './hours-states.ts'
import { inspectionCards } from './inspection-states.ts'
import { deadlineCards, escalationBlocks, explainingCards, relayCards } from './deadline-states.ts'
import { leaveCards } from './leave-cards.ts'
import { stepCards } from './step-states.ts'
import { makeupCards } from './makeup-states.ts'
import { dialogue, changing, merging } from './dialogue-states.ts'
import * as a from './card-states.ts'
import { branchCards } from './branch-states.ts'
import { coverageCards } from './coverage-states.ts'
import { digestCards, order } from './digest-states.ts'
import * as r from './request-states.ts'
import { overviewCards } from './overview-states.ts'
import { regimeCards } from './regime-states.ts'
import { reviewCards } from './review-states.ts'
import { rollCards, state } from './roll-states.ts'
import { voteCards } from './vote-states.ts'
import { waiting } from './waiting-states.ts'
import { month, observed, previewed, question, scheduled, standing, progress } from './schedule-states.ts'

const facts = fc.tuple(a.meeting, a.terms).map(([meeting, terms]) => factsBlock(meeting, terms))
const notice = fc.record({
  meeting: a.meeting,
  phase: fc.constantFrom('open', 'begun', 'ended', 'cancelled', 'outdated', 'withdrawn'),
  of: a.words,
  facts,
  answerBy: a.maybe(a.instant),
  replies: a.counts.map(({ expected, present, leave }) => ({ expected, join: present, leave })),
  ...{ inMonth: fc.boolean(), checkInFrom: a.maybe(a.instant), coded: fc.boolean() },
  beside: a.list(a.meeting, 3),
})

const branches = a.list(fc.constantFrom(BranchId.parse('B01'), BranchId.parse('B10')), 14)
const decision = fc.oneof(
  fc.record({ ok: fc.constant(true), branches, what: a.words, dueOn: a.day }),
  fc.record({ ok: fc.constant(false), line: a.words, why: fc.constantFrom('noDay', 'past', 'nothing') }),
)
const decided = fc.record({
  decisions: a.list(decision, 30),
  names: a.words.map((name) => new Map([[BranchId.parse('B10'), name]])),
  mayMake: fc.boolean(),
  submitted: fc.boolean(),
})
const task = fc.record({
  ...{ id: fc.constant('7'), request: a.requestId },
  branch: fc.constant(BranchId.parse('B10')),
  ...{ what: a.words, dueOn: a.day },
  done: fc.boolean(),
})

const confirming = fc.record({
  ...state,
  draft: r.draft,
  ...{
    n: fc.nat(1),
    rewritten: a.maybe(
      fc.record({ by: a.words, at: a.instant, report: r.draft.map(({ report }) => report) }),
    ),
  },
  held: a.maybe(a.meeting),
  counts: a.maybe(a.counts),
  votes: a.list(a.words, 12),
  ...{ asked: r.asked, unfit: fc.constant([]), host: a.maybe(a.words) },
  ...{ hasLast: fc.boolean(), mayBeUnheld: fc.boolean(), mayWithdraw: fc.boolean() },
  attached: fc.record({ photos: a.list(a.picture, 9), files: a.list(a.sentFile, 5) }),
  decided: a.maybe(decided),
  terms: a.terms,
})

const command = fc.record({
  triggers: a.list(fc.constantFrom('帮助', 'help', '待办'), 3),
  help: fc.constantFrom('查看我能做什么', '私聊发给您最近一期学院周报（学院党委）'),
  run: fc.constant(async () => undefined),
})

const entry = fc.record({
  line: a.count,
  kind: fc.constantFrom('off', 'work'),
  from: a.day,
  to: a.day,
  name: a.words,
})
const draft = fc.record({
  draft: fc.constant('om_1'),
  state: fc.constantFrom('open', 'kept', 'dropped'),
  preview: fc.record({
    year: fc.integer({ min: 2025, max: 2050 }),
    entries: a.list(entry, 200),
    changes: fc.record({ toOff: a.list(a.day, 366), toWork: a.list(a.day, 366) }),
    balance: fc.integer({ min: -60, max: 60 }),
  }),
})
const fault = fc.record({ line: a.maybe(a.count), what: a.words, cure: a.words })

const unreached = fc.record({
  reason: fc.constantFrom('noId', 'unseen', 'unavailable', 'blocked', 'memberOut', 'botOut'),
  branch: fc.constant(null),
  of: a.maybe(a.words),
  place: a.maybe(a.words),
  member: a.maybe(fc.record({ id: a.memberId, name: a.words })),
})

const covered = a.list(escalationBlocks, 30)
const SITE = { publicUrl: 'https://zhibu.example.edu.cn' }
const LINK = {
  id: LinkId.parse('3d3cbf4f-9a1c-4f7e-8f43-0b9f0c1f6a01'),
  who: MemberId.parse('M0230'),
  ...{ target: '/me', usedAt: null },
}
/** Every card that the bot renders, by file and function, in every state. */
export const botCards: Record<string, fc.Arbitrary<Card>> = {
  'attendance noticeCard': notice.map(noticeCard),
  ...leaveCards,
  ...exemptionCards,
  'attendance/checkin checkInCard': fc
    .record({ meeting: a.meeting, roll: a.maybe(a.roll), coded: fc.boolean(), counts: a.counts })
    .map(checkInCard),
  'attendance/dropped droppedCard': fc
    .record({ meeting: a.meeting, facts, answered: a.count })
    .map(droppedCard),
  'attendance/observers observerCard': observed.map(observerCard),
  ...overviewCards,
  'attendance/month monthCard': month.map(monthCard),
  'calendar draftCard': draft.map(draftCard),
  'calendar faultsCard': a.list(fault, 200).map(faultsCard),
  'calendar uncoveredCard': fc
    .record({ year: fc.integer({ min: 2025, max: 2050 }), covered: fc.boolean() })
    .map(uncoveredCard),
  'planning/new-meeting newMeetingCard': dialogue.map(newMeetingCard),
  'planning/changes changeCard': changing.map(changeCard),
  'planning/merging mergingCard': merging.map(mergingCard),
  'desk helpCard': fc
    .tuple(a.list(command, 20), fc.constantFrom('group', 'direct'))
    .map(([commands, where]) => helpCard(commands, where)),
  'desk todoCard': fc
    .tuple(waiting, fc.record({ now: a.instant, zone: a.zone }))
    .map(([what, when]) => todoCard(what, when)),
  'desk summaryCard': fc.record({ waiting, covered, now: a.instant, zone: a.zone }).map(summaryCard),
  'desk/preview previewCard': fc.tuple(previewed, a.zone).map(([plan, zone]) => previewCard(plan, zone)),
  'desk/questions questionCard': question.map((of) => questionCard(...of)),
  'desk/schedule scheduleCard': scheduled.map(scheduleCard),
  'digest/sending orderCard': fc
    .tuple(order, fc.constantFrom('第11周周报（11月16日—22日）', '周报（12月28日—1月3日）'))
    .map(([one, name]) => orderCard(one, name)),
  ...branchCards,
  ...coverageCards,
  ...digestCards,
  'pages/links linkCard': fc
    .tuple(fc.constantFrom('open', 'used', 'expired'), a.words)
    .map(([state, name]) =>
      linkCard({ state, link: LINK, secret: null }, { name, url: state === 'open' ? SITE.publicUrl : null }),
    ),
  'measures/cadence cadenceCard': fc
    .record({ branch: a.words, window: progress.map(({ window }) => window), missing: a.list(standing, 20) })
    .map(cadenceCard),
  'desk/quota quotaCard': fc
    .tuple(a.quota, fc.boolean())
    .map(([standing, told]) => quotaCard(standing, { told })),
  ...filesCards,
  'roster/list rosterCard': fc
    .record({
      branches: a.list(fc.record({ name: a.words, full: a.count, probationary: a.count }), 20),
      vacant: a.list(fc.record({ branch: a.words, group: a.maybe(a.words) }), 40),
      unreached: a.list(unreached, 150),
      unchecked: fc.boolean(),
    })
    .map(rosterCard),
  'reports requestCard': fc.record(state).map(reports.requestCard),
  'reports/nudging nudgeCard': a.list(fc.record(state), 30).map(nudgeCard),
  'reports chaseCard': fc.record({ ...state, snooze: fc.boolean() }).map(reports.chaseCard),
  'reports/tasks tasksCard': fc
    .record({ tasks: a.list(task, 20), branch: a.words, title: a.words, on: a.day })
    .map(tasksCard),
  'reports/drafts confirmCard': confirming.map(confirmCard),
  ...reviewCards,
  ...rollCards,
  ...deadlineCards,
  ...explainingCards,
  ...relayCards,
  ...stepCards,
  ...makeupCards,
  ...voteCards,
  ...hoursCards,
  ...exportCards,
  ...ledgerBoardCards,
  ...statisticsCards,
  ...workbookCards,
  ...inspectionCards,
  ...collectionCards,
  ...ledgerCards,
  ...regimeCards,
}
