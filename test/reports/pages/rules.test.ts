import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Question } from '../../../config/college/questions.ts'
import { STATED } from '../../../src/attendance/types.ts'
import {
  answersOf,
  chosenAbout,
  filledIn,
  givenBack,
  isUndecided,
  reportWith,
  statedOtherwise,
  takenOver,
  toMend,
} from '../../../src/reports/pages/rules.ts'
import { BEGUN, NOTHING } from '../../../src/reports/rules.ts'
import type { Report } from '../../../src/reports/types.ts'

const QUESTIONS = [
  { id: 'content', label: '内容', type: 'long', required: true },
  { id: 'voted', label: '表决', type: 'choice', options: ['有表决', '无表决'], required: false },
  { id: 'theme', label: '主题', type: 'text', required: false },
  { id: 'decisions', label: '议定事项', type: 'long', required: false },
].map((one) => Question.parse(one))
const ASKED = { questions: QUESTIONS, people: [], hasVotes: false, toConfirm: 0, counts: null }
const COUNTS = { expected: 14, present: 13, leave: 1, absent: 0, unconfirmed: 0 }
const LONG = ['content', 'decisions']

const answers = fc.dictionary(
  fc.constantFrom('content', 'decisions', 'theme', 'voted'),
  fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
)
const reports = answers.map((all) => reportWith(NOTHING, all))

test('last time’s text is taken over where there is none, what was written is kept, and all of it can be undone', () => {
  fc.assert(
    fc.property(reports, reports, (now, last) => {
      const after = takenOver(now, last, LONG)
      for (const [id, answer] of Object.entries(answersOf(now))) {
        if (LONG.includes(id)) expect(answersOf(after)[id]).toContain(answer)
        else expect(answersOf(after)[id]).toBe(answer)
      }
      for (const id of Object.keys(answersOf(last))) expect(answersOf(after)).toHaveProperty(id)
      expect(givenBack(after, { before: now, after })).toEqual(now)
    }),
  )
})

test('what was changed since last time’s text was taken over outlives the undoing', () => {
  const [before, last] = [
    reportWith(NOTHING, { theme: '甲' }),
    reportWith(NOTHING, { content: '上次', theme: '乙' }),
  ]
  const after = takenOver(before, last, LONG)
  const since = reportWith(after, { ...answersOf(after), content: '上次，改为本次', decisions: '新的' })
  expect(answersOf(givenBack(since, { before, after }))).toEqual({
    ...{ content: '上次，改为本次', decisions: '新的', theme: '甲' },
  })
})

test('with a vote the decision is written down: entered at the meeting, or said in the form', () => {
  const wanting = (report: Report, hasVotes = false) =>
    toMend({ ...ASKED, hasVotes }, report).map(({ question }) => question.id)
  const said = reportWith(NOTHING, { content: '讨论', voted: '有表决' })
  expect(wanting(said)).toEqual(['decisions'])
  expect(wanting(reportWith(NOTHING, { content: '讨论', voted: '无表决' }))).toEqual([])
  expect(wanting(reportWith(NOTHING, { content: '讨论' }), true)).toEqual(['decisions'])
  expect(wanting({ ...said, decisions: '\u200b' })).toEqual(['decisions'])
  expect(wanting({ ...said, decisions: '通过' }, true)).toEqual([])
})

test('a number that the text no longer names is not asked about, and one that was answered is not asked again', () => {
  const report = { ...NOTHING, content: '实到21人', stated: 21 }
  const draft = { report, filling: BEGUN }
  expect(isUndecided(draft, COUNTS)).toBe(true)
  expect(isUndecided(draft, null)).toBe(false)
  expect(isUndecided(draft, { ...COUNTS, present: 21 })).toBe(false)
  const answered = { ...BEGUN, roll: chosenAbout({ present: 21 }, 'corrects') }
  expect(isUndecided({ report, filling: answered }, COUNTS)).toBe(false)
  const other = filledIn(ASKED, { report, filling: answered }, { content: '实到22人' })
  expect(isUndecided({ report: other, filling: answered }, COUNTS)).toBe(true)
  expect(filledIn(ASKED, draft, { content: '学习了条例' }).stated).toBeNull()
  expect(filledIn(ASKED, draft, {}).stated).toBe(21)
})

test('of the four numbers each that differs from the roll is asked about, and none that agrees', () => {
  const words = { expected: '应到', present: '实到', leave: '请假', absent: '缺席' }
  const some = fc.record({
    of: fc.constantFrom(...STATED),
    by: fc.integer({ min: 0, max: 2 }),
    form: fc.constantFrom('AN人', 'A：N人', 'A人数为N', 'A共N名'),
  })
  const texts = fc.uniqueArray(some, { selector: ({ of }) => of, minLength: 1 })
  const roll = fc.record({ expected: fc.nat(99), present: fc.nat(99), leave: fc.nat(99), absent: fc.nat(99) })
  fc.assert(
    fc.property(texts, roll, (said, counted) => {
      const counts = { ...counted, unconfirmed: 0 }
      const parts = said.map(({ of, by, form }) =>
        form.replace('A', words[of]).replace('N', `${counted[of] + by}`),
      )
      const report = filledIn(
        ASKED,
        { report: NOTHING, filling: BEGUN },
        { content: `开会，${parts.join('，')}。` },
      )
      const differing = said.filter(({ by }) => by > 0).map(({ of, by }) => [of, counted[of] + by])
      expect(statedOtherwise(report, counts)).toEqual(Object.fromEntries(differing))
      expect(isUndecided({ report, filling: BEGUN }, counts)).toBe(differing.length > 0)
      const roll = chosenAbout(statedOtherwise(report, counts), 'corrects')
      expect(isUndecided({ report, filling: { ...BEGUN, roll } }, counts)).toBe(false)
    }),
  )
})

test('what a text is too long for its field is added to it', () => {
  const report = { ...NOTHING, content: '长'.repeat(1_200) }
  const filled = filledIn(ASKED, { report, filling: BEGUN }, { content: '短', addition: ' 补充 ' })
  expect(filled.content).toBe(`${report.content}\n补充`)
})
