import fc from 'fast-check'
import { correctionCard, rollDoubtedCard } from '../../src/attendance/corrections/card.ts'
import type { OwnRecord } from '../../src/attendance/service.ts'
import { mineCard } from '../../src/desk/mine/card.ts'
import { sittingsCard } from '../../src/desk/observers/card.ts'
import { BranchId, MeetingId } from '../../src/ids.ts'
import { rollCard } from '../../src/attendance/roll/card.ts'
import type { RollEntry } from '../../src/attendance/roll/types.ts'
import { afterCard } from '../../src/reports/after/card.ts'
import * as a from './card-states.ts'
import { request, wayOut } from './request-states.ts'

const mark = fc.constantFrom('present', 'late', 'leave', 'absent')

const entry: fc.Arbitrary<RollEntry> = fc.record({
  who: a.memberId,
  name: a.words,
  mark: a.maybe(mark),
  by: a.maybe(a.memberId),
  at: a.maybe(a.instant),
})

const correction = fc.record({
  name: a.words,
  was: mark,
  became: a.maybe(mark),
  by: a.words,
  at: a.instant,
  reason: a.maybe(a.words),
})

const fault = fc.oneof(
  fc.record({
    kind: fc.constantFrom('unknownNames', 'sameNames', 'twice'),
    names: a.list(a.words, 40),
  }),
  fc.record({
    kind: fc.constantFrom('expectedDiffers', 'presentDiffers'),
    said: fc.nat(999),
    counted: fc.nat(999),
  }),
  fc.record({ kind: fc.constantFrom('nothing', 'noReason', 'tooLate', 'already', 'nobodyLeft') }),
)

/** Where a request for a report stands. */
export const state = {
  request,
  wayOut,
  submittedAt: a.maybe(a.instant),
  photos: fc.nat(9),
  remark: a.maybe(a.words),
  now: a.instant,
  zone: a.zone,
}

const record: fc.Arbitrary<OwnRecord> = fc.record({
  meeting: a.meeting,
  role: fc.constantFrom('due', 'observer', 'exempt'),
  mark: a.maybe(mark),
  at: a.maybe(a.instant),
  category: a.maybe(a.words),
  madeUp: fc.boolean(),
  noted: fc.oneof(
    fc.record({ by: fc.constantFrom('self', 'roll', 'history', 'nobody') }),
    fc.record({ by: fc.constant<'person'>('person'), name: a.words }),
  ),
})

const person = fc.record({
  id: a.memberId,
  name: a.words,
  openId: fc.constant(null),
  branch: fc.constant(BranchId.parse('B10')),
  group: fc.constant(null),
  type: fc.constantFrom('正式', '预备'),
  voting: fc.boolean(),
  status: a.words,
})

/** The cards of a roll, in any state. */
export const rollCards = {
  'attendance/roll rollCard': fc
    .record({
      meeting: a.meeting,
      mayRead: fc.boolean(),
      closed: fc.boolean(),
      entries: a.list(entry, 420),
      corrections: a.list(correction, 5),
      refused: a.maybe(fc.record({ line: a.words, reason: a.maybe(a.words), fault })),
    })
    .map(rollCard),
  'reports/after afterCard': fc
    .record({
      ...state,
      held: a.meeting,
      counts: a.maybe(a.counts),
      toConfirm: a.maybe(a.list(entry, 60)),
      drafted: fc.boolean(),
      ...{ votes: a.list(a.words, 12), mayVote: fc.boolean() },
      ...{ mayWithdraw: fc.boolean(), host: a.maybe(a.words) },
      terms: a.terms,
    })
    .map(afterCard),
  'attendance/corrections correctionCard': fc
    .record({
      ...{
        meeting: a.meeting.map(({ id }) => id),
        who: a.memberId,
        name: a.words,
        what: a.words,
        now: a.words,
      },
      request: fc.record({
        n: a.count,
        said: a.words,
        state: fc.constantFrom('open', 'corrected', 'kept'),
      }),
    })
    .map(correctionCard),
  'attendance/corrections rollDoubtedCard': fc
    .record({
      ...{ meeting: a.meeting.map(({ id }) => id), what: a.words, stated: a.count, counted: a.count },
      of: fc.constantFrom('expected', 'present', 'leave', 'absent'),
    })
    .map(rollDoubtedCard),
  'desk/observers sittingsCard': fc
    .record({
      year: fc.constant(2026),
      sittings: a.list(fc.record({ meeting: a.meeting, name: a.words, came: a.maybe(fc.boolean()) }), 140),
    })
    .map(sittingsCard),
  'desk/mine mineCard': fc
    .record({
      person,
      branch: a.words,
      group: a.maybe(a.words),
      offices: a.list(a.words, 4),
      ...{ probation: a.maybe(a.day), hours: a.words },
      ahead: a.list(fc.record({ meeting: a.meeting, answer: fc.constant<'joining'>('joining') }), 10),
      records: a
        .list(record, 40)
        .map((all) =>
          all.map((one, at) => ({ ...one, meeting: { ...one.meeting, id: MeetingId.parse(`A${at}`) } })),
        ),
      year: fc.constant(2026),
      keptFrom: fc.constant(Temporal.PlainDate.from('2024-11-30')),
    })
    .map(mineCard),
}
