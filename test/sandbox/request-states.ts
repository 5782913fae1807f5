import fc from 'fast-check'
import { type Question, QUESTION_TYPES } from '../../config/college/questions.ts'
import { MessageId, OpenId } from '../../src/ids.ts'
import { type Draft, NOT_HELD, REQUEST_STATES, type Request } from '../../src/reports/types.ts'
import * as a from './card-states.ts'

/** A request, wherever it stands. */
export const request: fc.Arbitrary<Request> = fc.record({
  id: a.requestId,
  meeting: a.maybe(a.meetingId),
  branch: a.maybe(a.branchId),
  group: a.maybe(a.groupId),
  title: a.words,
  owner: a.memberId,
  about: fc.record({ kind: fc.constantFrom('meeting', 'visit', 'collection', 'remedy'), id: a.words }),
  office: fc.constantFrom(null, '支部书记'),
  form: fc.constant(null),
  review: fc.constantFrom('all', 'sample', 'none'),
  drawn: fc.boolean(),
  reviewer: a.maybe(a.memberId),
  extended: fc.boolean(),
  round: fc.nat(3),
  askedAt: a.instant,
  dueAt: a.instant,
  state: fc.constantFrom(...REQUEST_STATES),
  late: fc.boolean(),
  returnReason: a.maybe(a.words),
})

const answer = fc.oneof(a.words, fc.integer(), fc.array(a.words, { maxLength: 3 }))
const answers = fc.dictionary(
  fc.integer({ min: 0, max: 19 }).map((n) => `q${n}`),
  answer,
  { maxKeys: 20 },
)

/** Questions of every type, as many as a form has. */
export const questions: fc.Arbitrary<Question[]> = fc
  .array(
    fc.record(
      {
        type: fc.constantFrom(...QUESTION_TYPES),
        label: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
        required: fc.boolean(),
        help: fc.string({ maxLength: 100 }),
        options: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 2, maxLength: 50 }),
      },
      { requiredKeys: ['type', 'label', 'required', 'options'] },
    ),
    { maxLength: 20, size: 'max' },
  )
  .map((all) => all.map((one, n) => ({ ...one, id: n === 0 ? 'content' : `q${n}` })))

/** What a report must answer. */
export const asked = fc.record({
  questions,
  people: a.list(
    fc.record({ id: a.memberId, name: a.words, openId: a.maybe(fc.constant(OpenId.parse('ou_1'))) }),
    1,
  ),
  hasVotes: fc.boolean(),
  counts: a.maybe(a.counts),
  toConfirm: fc.constantFrom(0, 0, 2, 120),
})

/** What somebody wrote and has not handed in yet. */
export const draft: fc.Arbitrary<Draft> = fc.record({
  request: a.requestId,
  by: a.memberId,
  ...{ n: fc.nat(1), seen: fc.nat(1) },
  filling: fc.record({
    page: fc.constantFrom<Draft['filling']['page']>(0, 1, 2, 9, NOT_HELD),
    checked: fc.boolean(),
    roll: a.maybe(
      fc.record({ stated: a.count, others: fc.constant({}), choice: fc.constantFrom('stands', 'corrects') }),
    ),
    taken: fc.constant(null),
  }),
  report: fc.record({
    ...{ content: a.words, decisions: a.words, stated: a.maybe(a.count), photos: a.list(a.pictureId, 9) },
    ...{ files: fc.constant([]), answers, notHeld: a.maybe(a.words) },
  }),
  sources: a.list(fc.constant(MessageId.parse('om_1')), 3),
  said: fc.constant({}),
  state: fc.constantFrom('open', 'submitted', 'dropped', 'withdrawn'),
  updatedAt: a.instant,
})

/** What the reader of a request may still do about its deadline. */
export const wayOut = fc.record({
  ...{ mayAsk: fc.boolean(), mayExplain: fc.boolean(), explained: fc.boolean() },
  ...{ asked: a.maybe(a.day), waived: a.maybe(a.words) },
})
