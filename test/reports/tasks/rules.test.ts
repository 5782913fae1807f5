import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../../config/holidays.ts'
import { makesTasks, readDecisions, remindersFor } from '../../../src/reports/tasks/rules.ts'
import { openCalendar } from '../../../src/time/calendar.ts'
import { college } from '../setup.ts'

const ON = Temporal.PlainDate.from('2026-11-06')
const seen = { now: ON.toPlainDateTime(), terms: [] }
const { branches } = college
const read = (text: string) =>
  readDecisions(text, { branches, seen }).map((one) =>
    one.ok ? `${one.branches.join()} ${one.dueOn} ${one.what}` : `${one.why}: ${one.line}`,
  )

test('a decision names a branch, a day and what is to be done, one a line', () => {
  const text = `决定：B03 下周五前交学习计划
2. 本科二支部：11月20日前报送积极分子名单。
电子信息系教工党支部，2026-11-30 完成整改
会议学习了全会精神
- b1 12月1日前交材料`
  expect(read(text)).toEqual([
    'B03 2026-11-13 交学习计划',
    'B10 2026-11-20 报送积极分子名单',
    'B03 2026-11-30 完成整改',
  ])
})

test('a short name is followed by 支部 as people say it, and nothing of the task is swallowed or left over', () => {
  expect(
    read('离退休支部下周一前慰问老党员；自动化系党支部 11月20日前支部换届；本科二党支部周五前交材料'),
  ).toEqual(['B08 2026-11-09 慰问老党员', 'B01 2026-11-20 支部换届', 'B10 2026-11-06 交材料'])
  expect(read('离退休 11月20日前支部慰问老党员')).toEqual(['B08 2026-11-20 支部慰问老党员'])
})

test('what all branches are to do is a task of each', () => {
  const [task] = readDecisions('各支部11月20日前完成党费收缴', { branches, seen })
  expect(task).toMatchObject({ ok: true, what: '完成党费收缴' })
  expect(task?.ok && task.branches).toEqual(branches.map(({ id }) => id))
})

test('a line with a branch but without a day that can be trusted says why', () => {
  expect(read('B03 尽快交学习计划；B03 2月30日前交；B03 11月5日前交计划；B03 11月20日前')).toEqual([
    'noDay: B03 尽快交学习计划',
    'noDay: B03 2月30日前交',
    'past: B03 11月5日前交计划',
    'nothing: B03 11月20日前',
  ])
  // Whatever B031 is, it is not B03.
  expect(read('B031 11月20日前交计划')).toEqual([])
})

test('a day that may be another is no due day, and the day of something else is none either', () => {
  const doubtful = ['节后周五前交计划', '三日内报送名单', '5个工作日内完成整改', '月底前交', '考试后周五前交']
  expect(doubtful.flatMap((said) => read(`B03 ${said}`))).toEqual(
    doubtful.map((said) => `noDay: B03 ${said}`),
  )
  expect(read('B03 下周五前报送12.9运动总结；B03 下 周五前交计划')).toEqual([
    'B03 2026-11-13 报送12.9运动总结',
    'B03 2026-11-13 交计划',
  ])
})

test('only the regular meeting of the secretaries makes tasks, by whatever name', () => {
  expect([['支部书记例会'], ['主题党日', '党支部书记例会']].map(makesTasks)).toEqual([true, true])
  expect([['党委会'], ['支部党员大会'], []].map(makesTasks)).toEqual([false, false, false])
})

test('reminders fall on the working days before and after', async () => {
  const calendar = openCalendar(await loadHolidays())
  const around = (day: string) => {
    const { before, after } = remindersFor(Temporal.PlainDate.from(day), calendar)
    return [String(before), String(after)]
  }
  expect(around('2026-11-23')).toEqual(['2026-11-20', '2026-11-24'])
  expect(around('2026-10-01')).toEqual(['2026-09-30', '2026-10-08'])
})

test('whatever is written is read without a throw, and every task has words, a branch and a day that is not past', () => {
  const piece = fc.constantFrom(
    'B03',
    'B1',
    '各支部',
    '本科二支部',
    '：',
    ' ',
    '11月20日前',
    '周五前',
    '交计划',
    '\n',
    '；',
    '决定：',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (written) => {
      for (const one of readDecisions(written, { branches, seen })) {
        if (!one.ok) continue
        expect(one.what.trim()).not.toBe('')
        expect(one.branches.length).toBeGreaterThan(0)
        expect(Temporal.PlainDate.compare(ON, one.dueOn)).toBeLessThanOrEqual(0)
      }
    }),
  )
})
