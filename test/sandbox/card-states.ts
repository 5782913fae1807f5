import fc from 'fast-check'
import { LEAVE_CATEGORIES } from '../../config/college.ts'
import type { Counts, Leave, Roll } from '../../src/attendance/types.ts'
import {
  BranchId,
  FileId,
  GroupId,
  ImageKey,
  MeetingId,
  MemberId,
  PictureId,
  RequestId,
  Sha256,
} from '../../src/ids.ts'
import { CHANGE_FIELDS, type Change, ChangeId, type PlannedChange } from '../../src/planning/changes/types.ts'
import type { Meeting } from '../../src/meetings/types.ts'
import type { Picture, SentFile } from '../../src/files/types.ts'
import type { Term } from '../../src/time/calendar.ts'

const HOSTILE = [
  '<at id=all></at>',
  '<at id=ou_nobody></at>',
  '</font>',
  '**粗** [看](javascript:alert(1))',
  '| a |\n| --- |\n| 1 |',
  '{"tag":"note"}',
  '\u0000\u001b\\"',
  '\ud83d',
]

/** What somebody may have written: usual, empty, hostile, or far too long. */
export const words: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('11月主题党日', '', ...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.constantFrom('字', '👍', '\u0001', ...HOSTILE), fc.nat(2_000)).map(([of, n]) => of.repeat(n)),
)

/** A moment of the year 2026 or 2027. */
export const instant = fc
  .integer({ min: 1_767_225_600, max: 1_830_297_600 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))

/** A day of those years. */
export const day = instant.map((at) => at.toZonedDateTimeISO('UTC').toPlainDate())

export const zone = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York')
export const count = fc.nat(9_999)
export const meetingId = fc.constantFrom('A047', 'DAY-2026-11-B10').map((id) => MeetingId.parse(id))
export const branchId = fc.constant(BranchId.parse('B10'))
export const groupId = fc.constant(GroupId.parse('B10G1'))
export const memberId = fc.constantFrom('M0001', 'M0420').map((id) => MemberId.parse(id))
const IMAGE_KEY = ImageKey.parse('img_v3_0abc')
export const requestId = fc.constant(RequestId.parse('R1'))

/** A list of up to `most`. */
export function list<T>(of: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc.array(of, { maxLength: most, size: 'max' })
}

/** Nothing, or this. */
export function maybe<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(of, { nil: null })
}

export const terms: fc.Arbitrary<Term[]> = list(
  fc.record({
    id: fc.constant('2026-2027-1'),
    name: words,
    week1Monday: fc.constant(Temporal.PlainDate.from('2026-09-07')),
    weeks: fc.integer({ min: 1, max: 60 }),
  }),
  2,
)

export const meeting: fc.Arbitrary<Meeting> = fc.record({
  id: meetingId,
  scope: fc.constantFrom('branch', 'group', 'college'),
  branch: maybe(branchId),
  group: maybe(groupId),
  audience: fc.constant({ kind: 'secretaries' }),
  types: list(words, 3),
  ...{ title: words, titles: list(words, 3) },
  shownAs: words,
  zone,
  startsAt: instant,
  endsAt: instant,
  ...{ place: words, agenda: list(words, 12) },
  ...{ host: memberId, hostOffice: fc.constant(null) },
  ...{ observers: list(memberId, 3), flagged: fc.constant([]) },
  training: maybe(fc.record({ topic: words, speaker: words, hours: fc.constant(2) })),
  chat: fc.constant(null),
  state: fc.constantFrom('scheduled', 'ended', 'cancelled', 'adjourned'),
  ...{ announced: fc.boolean(), edited: fc.boolean() },
  movedFrom: maybe(fc.constant(Temporal.PlainDateTime.from('2026-11-25T14:00'))),
  cancelReason: maybe(words),
  version: fc.integer({ min: 1, max: 3 }),
  ...{ withdrawn: maybe(fc.integer({ min: 1, max: 3 })), mergedInto: maybe(meetingId) },
})

const aspect = fc.constantFrom(...CHANGE_FIELDS)
const formAspect = fc.constantFrom('time', 'place', 'agenda', 'cancel')
const moment = instant.map((at) => at.toZonedDateTimeISO('UTC').toPlainDateTime())

const wish: fc.Arbitrary<PlannedChange> = fc.oneof(
  fc.record({
    aspect: fc.constant('time'),
    start: moment,
    minutes: maybe(fc.integer({ min: 1, max: 1440 })),
    place: maybe(words),
  }),
  fc.record({ aspect: fc.constant('place'), place: words }),
  fc.record({ aspect: fc.constant('agenda'), agenda: list(words, 12) }),
  fc.record({ aspect: fc.constant('cancel'), reason: maybe(words) }),
  fc.record({ aspect: fc.constantFrom<'withdraw' | 'announce'>('withdraw', 'announce') }),
)

const intent = () => fc.record({ aspect: formAspect, wish: maybe(wish), filled })

const filled = fc.dictionary(
  fc.constantFrom('day', 'clock', 'minutes', 'place', 'agenda', 'reason'),
  fc.oneof(words, fc.constantFrom('2026-12-02 +0800', '05:05 +0800', '90')),
)

export const change: fc.Arbitrary<Change> = fc.record({
  id: fc.uuid().map((id) => ChangeId.parse(id)),
  by: memberId,
  meeting: meetingId,
  stage: fc.oneof(
    fc.record({ at: fc.constant('facts'), done: maybe(aspect) }),
    fc.record({ at: fc.constant('which'), among: list(meetingId, 10), intent: intent() }),
    fc.record({ at: fc.constant('form'), aspect: formAspect, filled }),
    fc.record({ at: fc.constant('preview'), wish, version: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ at: fc.constant('over') }),
  ),
})

export const leave: fc.Arbitrary<Leave> = fc.record({
  category: fc.constantFrom(...LEAVE_CATEGORIES),
  note: maybe(words),
  n: count,
  ...{ round: fc.constant(1), late: fc.boolean() },
  state: fc.constantFrom('asked', 'approved', 'refused', 'withdrawn'),
})

export const roll: fc.Arbitrary<Roll> = fc.record({
  meeting: meetingId,
  startsAt: instant,
  answerBy: instant,
  opensAt: instant,
  lateAfter: instant,
  closesAt: instant,
  state: fc.constantFrom('planned', 'open', 'closed'),
  closedAt: maybe(instant),
})

export const counts: fc.Arbitrary<Counts> = fc.record({
  expected: count,
  present: count,
  late: count,
  leave: count,
  absent: count,
  unconfirmed: count,
  ...{ observers: count, guests: count },
})

export const pictureId = fc.uuid().map((id) => PictureId.parse(id))

export const picture: fc.Arbitrary<Picture> = fc.oneof(
  fc.record({ id: pictureId, ref: words, state: fc.constantFrom('waiting', 'dropped') }),
  fc.record({
    id: pictureId,
    ref: words,
    state: fc.constant('here'),
    key: fc.constant(IMAGE_KEY),
    bytes: fc.constant(null),
    source: fc.constant(null),
  }),
  fc.record({
    id: pictureId,
    ref: words,
    state: fc.constant('failed'),
    code: fc.constantFrom('234006', '0'),
  }),
)

export const sentFile: fc.Arbitrary<SentFile> = fc
  .tuple(
    fc.record({ id: fc.uuid().map((id) => FileId.parse(id)), ref: words, name: words }),
    fc.oneof(
      fc.record({ state: fc.constantFrom('waiting', 'dropped') }),
      fc.record({
        state: fc.constant('here'),
        type: fc.constantFrom('pdf', 'docx', 'zip'),
        bytes: fc.constantFrom('a', 'b').map((digit) => Sha256.parse(digit.repeat(64))),
        size: count,
      }),
      fc.record({ state: fc.constant('failed'), code: fc.constantFrom('234037', 'bomb', 'network') }),
    ),
  )
  .map(([file, standing]) => ({ ...file, ...standing }))

/** How a month's calls stand. */
export const quota = fc.record({
  month: day.map((day) => day.toPlainYearMonth()),
  monthly: fc.integer({ min: 1, max: 1_000_000 }),
  used: count,
  projected: count,
  byKind: list(fc.record({ api: fc.constantFrom('send', 'recall', 'newer'), calls: count }), 20),
})
