import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbersIn, presentIn, withNumbers } from '../../../src/reports/counts/rules.ts'

test.each([
  ['会已开，实到21人，其中预备党员3人', '会已开，实到13人，其中预备党员3人'],
  ['参会人员共二十一名', '参会人员共13名'],
  ['第21次活动，２１名党员参加', '第21次活动，13名党员参加'],
  ['应参加22人，实际参加21人，2人请假', '应参加14人，实际参加13人，1人请假'],
  ['请假：王某、李某；缺席三人', '请假：王某、李某；缺席0人'],
  ['学习了讲话精神', '学习了讲话精神'],
])('%s: only the numbers of people are set right', (text, mended) => {
  expect(withNumbers(text, { expected: 14, present: 13, leave: 1, absent: 0 })).toBe(mended)
})

test.each([
  ['王某请假2天，另一人请假3次', {}],
  ['请假和缺席3人', {}],
  ['出席率92%，应到率100%', {}],
  ['应到22，实到19，请假2，缺席1', { expected: 22, present: 19, leave: 2, absent: 1 }],
  ['应到会22人，3人无故缺席', { expected: 22, absent: 3 }],
  ['请假（2人）', {}],
  ['应出席党员二十二名', { expected: 22 }],
])('%s names %j', (text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers)
})

test('once set right, a text states that number, and the rest of it stays', () => {
  const part = fc.constantFrom('实到', '参会', '人', '名', '二十', '７', '21', '，', '参加', '率92%')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), (parts, present) => {
      const text = parts.join('')
      const mended = withNumbers(text, { present })
      if (presentIn(text) === undefined) expect(mended).toBe(text)
      else expect(mended).toContain(`${present}`)
    }),
  )
})
