import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Question } from '../../../config/college/questions.ts'
import { templateNamed, templatesWith } from '../../../config/college/templates.ts'
import { MemberId } from '../../../src/ids.ts'
import { faultsText } from '../../../src/reports/forms/words.ts'
import { readReply, unfitIn } from '../../../src/reports/replies/rules.ts'
import { readNumber } from '../../../src/time/read/numerals.ts'
import { seenAt } from '../../time/read/seen.ts'

const DIGITS = [...'零一二三四五六七八九']

function inChinese(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10]
  const hundred = hundreds > 0 ? `${DIGITS[hundreds]}百` : ''
  const zero = hundreds > 0 && tens === 0 && ones > 0 ? '零' : ''
  const one = tens === 1 && hundreds === 0 ? '' : DIGITS[tens]
  return `${hundred}${zero}${tens > 0 ? `${one}十` : ''}${ones > 0 ? DIGITS[ones] : ''}`
}

const PEOPLE = [
  { id: MemberId.parse('M1'), name: '张三', openId: null },
  { id: MemberId.parse('M2'), name: '李四', openId: null },
]
const a = (of: object) => Question.parse({ required: false, ...of })
const questions = [
  ...(templateNamed(templatesWith([]), '党课记录')?.questions ?? []),
  a({ id: 'form', label: '形式', type: 'choices', options: ['交流研讨', '参观见学', '观看影片'] }),
  a({ id: 'hours', label: '服务时长', aliases: ['时长'], type: 'number' }),
  a({ id: 'day', label: '下次日期', type: 'date' }),
  a({ id: 'place', label: '地点类别', type: 'choice', options: ['校内', '社区'] }),
]
const ear = { questions, people: PEOPLE, seen: seenAt('2026-11-24T10:00') }

/** What a reply says, without what it does not say. */
function read(text: string) {
  const { content, decisions, answers, unfit } = readReply(text, ear)
  return {
    content,
    ...(decisions === '' ? {} : { decisions }),
    ...answers,
    ...(unfit.length === 0 ? {} : { unfit: unfit.map(({ id }) => id) }),
  }
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
  expect(readReply(text, ear).stated).toBe(present)
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
  expect(readReply(text, ear).stated).toBeNull()
})

test('decisions are told from the rest by their heading, also when there is nothing else', () => {
  expect(read('学习了讲话精神。议定事项：12月5日前交学习体会')).toEqual({
    content: '学习了讲话精神。',
    decisions: '12月5日前交学习体会',
  })
  expect(read('会议议定：交学习体会')).toEqual({ content: '', decisions: '交学习体会' })
})

test('an answer goes to the question that it names: by its name, an alias, or the beginning of the name; several at once', () => {
  expect(
    read('党课已上，反响很好。主讲：张三，课题：新征程上的使命，与担当。大家讨论热烈。时长：3小时，会后答疑'),
  ).toEqual({
    content: '党课已上，反响很好。\n大家讨论热烈。\n会后答疑',
    ...{ speaker: '张三', topic: '新征程上的使命，与担当', hours: 3 },
  })
  expect(read('内容：学习了条例\n议定：周五前交体会\n记录人：李四同志\n形式：研讨、观看影片')).toEqual({
    ...{ content: '学习了条例', decisions: '周五前交体会', recorder: 'M2' },
    ...{ content: '学习了条例\n形式：研讨、观看影片', unfit: ['form'] },
  })
  expect(read('形式：交流研讨、观看\n地点：社区，下次日期：12月4日')).toEqual({
    ...{ content: '', form: ['交流研讨', '观看影片'], place: '社区', day: '2026-12-04' },
  })
})

test.each([
  ['时长：很久', '“服务时长”须填数字'],
  ['时长：=1+1', '“服务时长”须填数字'],
  ['地点类别：网上', '“地点类别”须从所列选项中选择'],
  ['下次日期：两周后再定', '“下次日期”须填日期'],
  ['记录人：王五', '“记录人”名单中没有此人，或有同名者，可在此选择'],
])('%s: what does not fit stays in the content and is pointed out', (text, why) => {
  expect(read(text)).toMatchObject({ content: text, unfit: [expect.anything()] })
  expect(faultsText(unfitIn(text, ear))).toBe(why)
})

test('a second answer to a question of one line stays in the content', () => {
  expect(read('主讲人：张三。主讲人：李四')).toEqual({
    ...{ content: '主讲人：李四', speaker: '张三', unfit: ['speaker'] },
  })
})

test('a colon after anything else, or after what two questions begin with, is a colon', () => {
  expect(read('张三说：很好。时间：三点。网址：http://x.cn')).toEqual({
    content: '张三说：很好。时间：三点。网址：http://x.cn',
  })
  const twice = { ...ear, questions: [...questions, a({ id: 'more', label: '主讲单位', type: 'text' })] }
  expect(
    readReply('主讲：张三', { ...twice, questions: twice.questions.map(({ aliases: _, ...one }) => one) }),
  ).toMatchObject({
    content: '主讲：张三',
  })
})

test('numbers up to 999 are read as people write them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), (n) => {
      expect(readNumber(inChinese(n))).toBe(n)
      expect(readNumber(String(n))).toBe(n)
      expect(readReply(`已开，实到${inChinese(n)}人。`, ear).stated).toBe(n)
    }),
  )
})

const heading = fc.constantFrom(
  ...[
    '议定事项：',
    '决议:',
    '主讲：',
    '主讲人：',
    '课题:',
    '内容：',
    '形式：',
    '时长：',
    '下次日期：',
    '地点：',
    '记录人：',
    '别的：',
  ],
)
const filler = fc.constantFrom(
  '。',
  '；',
  '，',
  '\n',
  ' ',
  '交流研讨',
  '社区',
  '张三',
  '7',
  '十',
  '12月4日',
  '实到',
)
const anyText = fc
  .array(fc.oneof(heading, filler, fc.constant('词'), fc.string({ unit: 'grapheme' })), { maxLength: 40 })
  .map((all) => all.map((one, n) => (one === '词' ? `词${n}词` : one)).join(''))

test('whatever the text, nothing is thrown and no word of it is lost', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { content, decisions, answers } = readReply(text, ear)
      const whole = [content, decisions, ...Object.values(answers)].flat().join('\n')
      for (const [word] of text.matchAll(/词\d+词/g)) expect(whole).toContain(word)
    }),
    { numRuns: 500 },
  )
})

test('of a text without headings not a character is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const without = text.replace(/[：:]/g, '')
      expect(readReply(without, ear).content).toBe(without.trim())
    }),
  )
})

test('a very long text is read in no time', () => {
  const before = performance.now()
  for (const part of ['1', '十', '主讲：', '：', '。a', '，'])
    readReply(part.repeat(100_000 / part.length), ear)
  expect(performance.now() - before).toBeLessThan(1_500)
})
