import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReply } from '../../../src/reports/replies/rules.ts'
import { readNumber } from '../../../src/time/read/numerals.ts'

const DIGITS = [...'零一二三四五六七八九']

function inChinese(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10]
  const hundred = hundreds > 0 ? `${DIGITS[hundreds]}百` : ''
  const zero = hundreds > 0 && tens === 0 && ones > 0 ? '零' : ''
  const one = tens === 1 && hundreds === 0 ? '' : DIGITS[tens]
  return `${hundred}${zero}${tens > 0 ? `${one}十` : ''}${ones > 0 ? DIGITS[ones] : ''}`
}

test.each([
  ['主题党日已开，实到21人，学习了讲话精神', 21],
  ['实到二十一人', 21],
  ['应到24人，实到人数：２１，请假2人', 21],
  ['应到一百零三人，实到一百人', 100],
  ['今天下午参会人员共十二名', 12],
  ['13名党员参加，讨论热烈', 13],
  ['两百人出席', 200],
])('%s: the number of people present is read', (text, present) => {
  expect(readReply(text).present).toBe(present)
})

test.each([
  '实到率92%',
  '实到92%的同志',
  '实到3.5成',
  '应到24人',
  '第21次参加志愿服务',
  '出席3场会议',
  '实到若干人',
])('%s: no number is made up', (text) => {
  expect(readReply(text).present).toBeUndefined()
})

test('decisions are told from the rest by their heading', () => {
  expect(readReply('学习了讲话精神。议定事项：12月5日前交学习体会')).toEqual({
    content: '学习了讲话精神。',
    decisions: '12月5日前交学习体会',
  })
})

test('a text that is nothing but decisions stays one text', () => {
  expect(readReply('议定事项：交学习体会')).toEqual({ content: '议定事项：交学习体会' })
})

test('numbers up to 999 are read as people write them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), (n) => {
      expect(readNumber(inChinese(n))).toBe(n)
      expect(readNumber(String(n))).toBe(n)
      expect(readReply(`已开，实到${inChinese(n)}人。`).present).toBe(n)
    }),
  )
})

const phrase = fc.constantFrom(
  '议定事项：',
  '实到',
  '人',
  '二十',
  '7',
  '。',
  '决议:',
  '\n',
  '参加',
  ' ',
  '内容',
)
const anyText = fc
  .array(fc.oneof(phrase, fc.string({ unit: 'grapheme' })), { maxLength: 40 })
  .map((all) => all.join(''))

test('whatever the text, nothing is thrown and nothing of it is lost', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { content, decisions } = readReply(text)
      if (decisions === undefined) {
        expect(content).toBe(text.trim())
        return
      }
      const between = text.trim().slice(content.length, text.trim().length - decisions.length)
      expect(text.trim()).toBe(`${content}${between}${decisions}`)
      expect(between).toMatch(/^[\s。；;，,]*(?:会议)?(?:议定事项|议定|决议|决定事项)[：:]\s*$/)
    }),
  )
})

test('a very long text is read in no time', () => {
  const before = performance.now()
  readReply('1'.repeat(100_000))
  readReply('十'.repeat(100_000))
  expect(performance.now() - before).toBeLessThan(500)
})
