import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Question, QUESTION_TYPES } from '../../../config/college/questions.ts'
import { renderCard } from '../../../src/feishu/cards/card.ts'
import { MemberId, OpenId } from '../../../src/ids.ts'
import { numberIn } from '../../../src/reports/forms/rules.ts'
import { faultsIn, faultsText, fieldsOf, linesOf, pagesOf, readPage } from '../../../src/reports/service.ts'

const PEOPLE = [
  { id: MemberId.parse('M1'), name: '王一', openId: OpenId.parse('ou_1') },
  { id: MemberId.parse('M2'), name: '李二', openId: null },
  { id: MemberId.parse('M3'), name: '李二', openId: OpenId.parse('ou_3') },
]
const sent = { photos: 0, files: 0 }

function a(type: Question['type'], over: Partial<Question> = {}): Question {
  const options = type === 'choice' || type === 'choices' ? { options: ['研讨', '参观', '观影'] } : {}
  return Question.parse({ id: type, label: type, type, ...options, ...over })
}

const every = QUESTION_TYPES.map((type) => a(type, { required: true }))

test('what was sent is read by the type of its question, and can be handed in', () => {
  const form = {
    ...{ text: ' 主题 ', long: '第一行\n第二行', number: '２１', choice: '参观' },
    ...{ choices: ['观影', '研讨', '别的'], date: '2026-12-02 +0800', person: 'ou_1' },
  }
  const answers = readPage(every, form, { before: {}, people: PEOPLE })
  expect(answers).toEqual({
    ...{ text: '主题', long: '第一行\n第二行', number: 21, choice: '参观' },
    ...{ choices: ['研讨', '观影'], date: '2026-12-02', person: 'M1' },
  })
  expect(faultsIn(every, { answers, people: PEOPLE, sent: { photos: 1, files: 1 } })).toEqual([])
  expect(linesOf(every, { answers, people: PEOPLE })).toEqual([
    ['text', '主题'],
    ['long', '第一行\n第二行'],
    ['number', '21'],
    ['choice', '参观'],
    ['choices', '研讨、观影'],
    ['date', '2026年12月2日'],
    ['person', '王一'],
  ])
})

test('what does not fit is kept as it was typed, and its question is named', () => {
  const form = { number: '=1+1', choice: '别的', date: '明天', person: '李二' }
  const answers = readPage(every, form, { before: {}, people: PEOPLE })
  expect(answers).toEqual(form)
  expect(faultsText(faultsIn(every, { answers, people: PEOPLE, sent }))).toBe(
    [
      '“text”须填写；“long”须填写；“number”须填数字；“choice”须从所列选项中选择；“choices”须填写',
      '“date”须填日期；“person”名单中没有此人，或有同名者，可在此选择；“photos”须有；“files”须有',
    ].join('；'),
  )
})

test.each([
  [a('number', { min: 1 }), 0, '不小于1'],
  [a('number', { max: 5 }), 6, '不大于5'],
  [a('text', { min: 3 }), '二字', '至少3字'],
  [a('long', { max: 2 }), '三个字', '至多2字'],
  [a('choices', { min: 2 }), ['参观'], '至少2项'],
  [a('choices', { max: 1 }), ['参观', '观影'], '至多1项'],
])('limits are those of the question: $type', (question, answer, why) => {
  const of = { answers: { [question.id]: answer }, people: PEOPLE, sent }
  expect(faultsText(faultsIn([question], of))).toBe(`“${question.label}”${why}`)
  const { min: _min, max: _max, ...unlimited } = question
  expect(faultsIn([unlimited], of)).toEqual([])
})

test('photos and files are counted, and none is enough where none is asked for', () => {
  const photos = [a('photos', { min: 2, max: 3 })]
  const whys = (count: number) =>
    faultsIn(photos, { answers: {}, people: PEOPLE, sent: { photos: count, files: 0 } }).map(({ why }) => why)
  expect([0, 1, 2, 3, 4].map(whys)).toEqual([[], ['tooFew'], [], [], ['tooMany']])
})

test('an emptied field is no answer; what the card did not show or hold stays', () => {
  const before = { text: '旧', choices: ['参观'], long: '长'.repeat(1_001), number: 3 }
  const form = { text: '\u200b ', choices: [], long: '短', other: '别处' }
  expect(readPage(every, form, { before, people: PEOPLE })).toEqual({ long: before.long, number: 3 })
  expect(readPage([a('text')], { text: '新', number: '4' }, { before, people: PEOPLE })).toEqual({
    ...before,
    text: '新',
  })
})

test('numbers are read as people write them, and nothing else is a number', () => {
  expect(['21', '２１', '二十一', '-3', '2.5'].map(numberIn)).toEqual([21, 21, 21, -3, 2.5])
  const none = ['', '=1', '1e9', '0x1', '二十一人', 'NaN', '9'.repeat(400)]
  expect(none.map(numberIn)).toEqual(none.map(() => null))
})

const question = fc.record(
  {
    type: fc.constantFrom(...QUESTION_TYPES),
    label: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    required: fc.boolean(),
    options: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 2, maxLength: 50 }),
    max: fc.integer({ min: 1, max: 5_000 }),
  },
  { requiredKeys: ['type', 'label', 'required', 'options'] },
)
const questions = fc
  .array(question, { maxLength: 40 })
  .map((all) => all.map((one, n): Question => ({ ...one, id: `q${n}` })))
const anything = fc.oneof(
  fc.string({ maxLength: 1_000, unit: 'binary' }),
  fc.array(fc.string()),
  fc.constant('\u0001'.repeat(1_000)),
  fc.constant('"'.repeat(1_000)),
  fc.anything(),
)

test('every question stands on one page, in order, and what is sent on the last', () => {
  fc.assert(
    fc.property(questions, (all) => {
      const pages = pagesOf(all)
      expect(
        pages
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(all.map(({ id }) => id).sort())
      const fields = (of: readonly Question[]) =>
        of.filter(({ type }) => type !== 'photos' && type !== 'files')
      expect(fields(pages.flat())).toEqual(fields(all))
      for (const page of pages.slice(0, -1)) expect(fields(page)).toEqual(page)
      for (const page of pages) expect(fields(page).length).toBeLessThanOrEqual(8)
    }),
    { numRuns: 50 },
  )
})

test('whatever is typed, a page is a card that the platform takes, and typing it again changes nothing', () => {
  fc.assert(
    fc.property(questions, fc.array(anything, { minLength: 40, maxLength: 40 }), (all, typed) => {
      const form = Object.fromEntries(all.map(({ id }, n) => [id, typed[n]]))
      const before = readPage(all, form, { before: {}, people: PEOPLE })
      expect(readPage(all, before, { before, people: PEOPLE })).toEqual(before)
      const submit = { text: '提交', style: 'primary', action: 'a', data: {} } as const
      for (const page of pagesOf(all)) {
        const faults = faultsIn(page, { answers: before, people: PEOPLE, sent })
        const fields = fieldsOf(page, { answers: before, people: PEOPLE, faults })
        const form = { kind: 'form', name: 'f', fields, submit } as const
        const card = renderCard({ title: '', tone: 'blue', summary: '', blocks: [form] }, { letter: 'l' })
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(22_000)
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
})
