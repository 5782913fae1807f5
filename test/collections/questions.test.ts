import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Question } from '../../config/college/questions.ts'
import { visible } from '../../src/cards/visible.ts'
import {
  arranged,
  MOST,
  OFFERED,
  questionLine,
  readInLine,
  readQuestions,
  withIds,
} from '../../src/collections/questions/service.ts'
import type { Asked } from '../../src/collections/questions/types.ts'

test('questions are read as people paste them', () => {
  const text = `1. 电话（必填）
2. 是否参加：参加/不参加
（3）报名人数
四、出发日期
• 特长（多选，必填）：唱歌、跳舞、朗诵
意见【多行】
备注：没有可不填
6. 联系人(人员)`
  expect(readQuestions(text)).toEqual({
    unread: [],
    questions: [
      { label: '电话', type: 'text', required: true },
      { label: '是否参加', type: 'choice', required: false, options: ['参加', '不参加'] },
      { label: '报名人数', type: 'number', required: false },
      { label: '出发日期', type: 'date', required: false },
      { label: '特长', type: 'choices', required: true, options: ['唱歌', '跳舞', '朗诵'] },
      { label: '意见', type: 'long', required: false },
      { label: '备注', type: 'text', required: false, help: '没有可不填' },
      { label: '联系人', type: 'person', required: false },
    ],
  })
})

test.each([
  ['a choice of one', '是否参加：参加/'],
  ['the same option twice', '是否参加：参加/参加'],
  ['options of a number', '人数（数字）：1/2'],
  ['a choice without options', '是否参加（单选）'],
  ['a question longer than a label', '问'.repeat(MOST.label + 1)],
  ['an option longer than one', `选：甲/${'乙'.repeat(MOST.option + 1)}`],
  ['help longer than is shown', `备注：${'字'.repeat(MOST.help + 1)}`],
  ['options alone', '：参加/不参加'],
])('%s is no question, and stays as it was written', (_, line) => {
  expect(readQuestions(`电话\n${line}`)).toMatchObject({ questions: [{ label: '电话' }], unread: [line] })
})

test('what is to be sent is known by its name, and what only speaks of it is not', () => {
  const types = (line: string) => readQuestions(line).questions.map(({ type }) => type)
  for (const line of ['活动照片', '照片3张', '宣传栏截图', '材料（图片）'])
    expect(types(line)).toEqual(['photos'])
  for (const line of ['签字扫描件', '总结文件一份', '附件']) expect(types(line)).toEqual(['files'])
  for (const line of ['是否已学习文件', '文件名称', '照片拍摄地点']) expect(types(line)).toEqual(['text'])
  expect(types('照片数量')).toEqual(['number'])
})

test('brackets that hold other words, or flags that contradict each other, are a part of the question', () => {
  expect(readQuestions('电话（手机）').questions[0]?.label).toBe('电话（手机）')
  expect(readQuestions('电话（手机，必填）').questions[0]?.label).toBe('电话（手机，必填）')
  expect(readQuestions('电话（必填）（选填）').questions[0]).toMatchObject({
    label: '电话（必填）',
    required: false,
  })
})

test('a list in one line is several questions; with something behind a colon it may be one', () => {
  expect(readInLine('报名人数、联系人（必填、人员）').questions).toMatchObject([
    { label: '报名人数', type: 'number' },
    { label: '联系人', type: 'person', required: true },
  ])
  expect(readInLine('是否参加：参加/不参加、联系人').questions).toHaveLength(2)
  expect(readInLine('主题：读书、影评').questions).toEqual([
    { label: '主题', type: 'text', required: false, help: '读书、影评' },
  ])
})

/** Everything that can be read of a question, without what only parts it. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

const flag = fc.constantFrom('', '（必填）', '（选填）', '（单选）', '（多选、必填）', '（备用）', '（')
const piece = fc.oneof(
  fc.constantFrom(
    '电话',
    '是否参加',
    '：',
    '/',
    '、',
    '1.',
    '（2）',
    '三、',
    ' ',
    '\t',
    '人数',
    '参加/不参加',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.replace(/[\r\n]/g, '')),
)
const line = fc.tuple(fc.array(piece, { maxLength: 8 }), flag).map(([all, end]) => all.join('') + end)
/** The number in front and the flags behind are all that a question leaves out. */
const LEFT_OUT = /^(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\n(?:必填|选填|单选|多选)*$/

test('of a line that is pasted nothing is lost: it is in the question, or stays as it was written', () => {
  fc.assert(
    fc.property(line, (written) => {
      const { questions, unread } = readQuestions(written)
      const [question] = questions
      expect(unread).toEqual(question === undefined && visible(written) !== '' ? [written] : [])
      if (question === undefined) return
      const { label, options = [], help = '' } = question
      const read = lettersOf(label + options.join('') + help)
      const at = lettersOf(written).lastIndexOf(read)
      expect(at).toBeGreaterThanOrEqual(0)
      const around = [lettersOf(written).slice(0, at), lettersOf(written).slice(at + read.length)]
      expect(read === '' ? '\n' : around.join('\n')).toMatch(LEFT_OUT)
    }),
    { numRuns: 500 },
  )
})

test('every line counts, in its order, and beyond twenty questions the rest stays', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const said = lines.filter((one) => visible(one) !== '')
      const alone = said.map((one) => readQuestions(one).questions[0])
      const isRead = alone.map(
        (one, at) => one !== undefined && alone.slice(0, at).filter(Boolean).length < 20,
      )
      expect(readQuestions(lines.join('\n'))).toEqual({
        questions: alone.filter((_, at) => isRead[at]),
        unread: said.filter((_, at) => !isRead[at]),
      })
    }),
  )
})

const word = fc.constantFrom('电话', '单位', '出发地', '意见')
const options = fc.uniqueArray(fc.constantFrom('甲', '乙', '丙', '丁'), { minLength: 2, maxLength: 4 })
const asked: fc.Arbitrary<Asked> = fc
  .record({ label: word, type: fc.constantFrom(...OFFERED), required: fc.boolean(), options })
  .map(({ options: of, ...one }) =>
    one.type === 'choice' || one.type === 'choices' ? { ...one, options: of } : one,
  )

test('a question as it is shown is read as the same question', () => {
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 9 }), (all) => {
      const text = all.map((one, at) => questionLine(one, at + 1)).join('\n')
      expect(readQuestions(text)).toEqual({ questions: all, unread: [] })
    }),
  )
})

function three(): Question[] {
  const of = (label: string) => ({ label, type: 'text', required: false }) as const
  return withIds([of('甲'), of('乙'), of('丙')], [])
}

test('questions keep their ids when they are moved or taken out, and no id comes twice', () => {
  const [first, second, third] = three()
  if (!first || !second || !third) throw new Error('three')
  expect(arranged(three(), { id: 'q2', how: 'up' })).toEqual([second, first, third])
  expect(arranged(three(), { id: 'q2', how: 'down' })).toEqual([first, third, second])
  expect(arranged(three(), { id: 'q1', how: 'up' })).toEqual(three())
  expect(arranged(three(), { id: 'q3', how: 'down' })).toEqual(three())
  expect(arranged(three(), { id: 'q9', how: 'out' })).toEqual(three())
  const left = arranged(three(), { id: 'q2', how: 'out' })
  expect(left).toEqual([first, third])
  expect(withIds([{ label: '丁', type: 'text', required: true }], left)[0]?.id).toBe('q4')
})
