import { expect, test } from 'vitest'
import type { Card } from '../../../src/cards/card.ts'
import { branchDigest } from '../../../src/digest/branch/card.ts'
import { isCalm, isHoliday, mediansOf } from '../../../src/digest/branch/rules.ts'
import type { BranchDuty, BranchWeek } from '../../../src/digest/branch/types.ts'
import { RequestId } from '../../../src/ids.ts'
import { aPart, MONDAY, nothingHeld } from '../setup.ts'

const TERM = {
  id: '2026-2027-1',
  name: '2026-2027学年第一学期',
  week1Monday: Temporal.PlainDate.from('2026-09-07'),
  weeks: 19,
}
const WHEN = { now: MONDAY, timezone: 'Asia/Shanghai', terms: [TERM], leads: [] }
const day = (text: string) => Temporal.PlainDate.from(text)

const aWeek = (over: Partial<BranchWeek> = {}): BranchWeek => ({
  part: aPart({ id: 'B10', name: '本科二支部' }),
  ...{ from: day('2026-11-16'), to: day('2026-11-23') },
  medians: { held: null, rate: null, onTime: null },
  ...{ reports: [], tasks: [], passed: [], duties: [] },
  ...over,
})

const aDuty = (over: Partial<BranchDuty> & { type?: string; months?: number } = {}): BranchDuty => {
  const { type = '支部委员会', months = 1, ...rest } = over
  const window = { key: '2026-11+1', months, from: day('2026-11-01'), to: day('2026-12-01') }
  return {
    duty: { type, months, times: 1, vacation: 'skip', of: 'branch' },
    window: { ...window, warnFrom: day('2026-11-21') },
    ...{ required: 1, done: 0, planned: 0, unrecorded: 0 },
    ...rest,
  }
}

const textOf = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n')
const labels = (card: Card) =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ text }) => text) : []))

test('a branch reads its own numbers beside the median, and the median alone of everybody else', () => {
  const figures = {
    ...{ held: 3, due: 30, leave: 5, present: 23, absent: 2, planned: 3 },
    ...{ reportsDue: 3, reportsOnTime: 1, reportsLate: 1, reportsMissing: 1 },
  }
  const medians = { held: 1.5, rate: 0.954, onTime: 1 }
  const card = branchDigest(
    aWeek({ part: aPart({ name: '本科二支部', figures }), medians, passed: ['甲', '乙', '丙', '丁'] }),
    WHEN,
  )
  expect(card.title).toBe('本科二支部第11周小结')
  const [, said] = textOf(card).split('上周（11月16日—11月22日）\n')
  expect(said?.split('\n').slice(0, 4)).toEqual([
    '开展活动3次（各支部中位数1.5次）',
    '到会率92%，请假不计（各支部中位数95%）',
    '纪实应交3份：按时1份，迟交1份，待补1份（各支部按时率中位数100%）',
    '已通过审核：甲、乙、丙等4份',
  ])
})

test.each([
  [['movedIn' as const], ['数据不足：支部助手启用'], ['开展活动', '到会率']],
  [
    ['rolls' as const, 'corrections' as const],
    ['开展活动1次', '到会率数据不足：超过五分之一', '；有人申请更正'],
    ['100%'],
  ],
])('figures with the gaps %j are 数据不足, with the reason', (gaps, said, unsaid) => {
  const text = textOf(branchDigest(aWeek({ part: aPart({ gaps }) }), WHEN))
  for (const one of said) expect(text).toContain(one)
  for (const one of unsaid) expect(text).not.toContain(one)
})

test('a branch that could not be counted still reads what waits and what comes', () => {
  const tasks = [{ id: '7', what: '报送名单', branch: 'B10', dueOn: day('2026-11-25') }]
  const card = branchDigest(aWeek({ part: aPart({ figures: null }), tasks }), WHEN)
  expect(textOf(card)).toContain('未能统计')
  expect(textOf(card)).toContain('报送名单：11月25日（周三）前')
})

test('what waits is counted whole, and the first three have their button', () => {
  const report = { id: RequestId.parse('R-A'), about: 'meeting' as const, title: '主题党日', returned: false }
  const dueAt = (text: string) => Temporal.Instant.from(text)
  const reports = [
    { ...report, dueAt: dueAt('2026-11-20T18:00:00+08:00') },
    { ...report, dueAt: dueAt('2026-11-25T18:00:00+08:00') },
    { ...report, returned: true, dueAt: dueAt('2026-11-18T18:00:00+08:00') },
    { ...report, about: 'remedy' as const, dueAt: dueAt('2026-11-30T18:00:00+08:00') },
  ]
  const tasks = [{ id: '7', what: '报送名单', branch: 'B10', dueOn: day('2026-11-20') }]
  const card = branchDigest(aWeek({ reports, tasks }), WHEN)
  expect(textOf(card)).toContain(
    '纪实1份已过截止时间，纪实1份待提交，1份已退回待修改，整改1项，例会议定事项1件',
  )
  expect(textOf(card)).toContain('纪实 主题党日：原定11月20日（周五）18:00前')
  expect(textOf(card)).toContain('另有2项')
  expect(labels(card)).toEqual(['去填写', '去填写', '修改', '待办'])
  expect(labels(branchDigest(aWeek({ tasks }), WHEN))).toEqual(['办结', '待办'])
})

test('month and quarter are named with what is done, planned and missing; what is over only where it is short', () => {
  const quarter = { type: '支部党员大会', months: 3, done: 1 }
  const over = { ...aDuty().window, to: day('2026-11-23') }
  const duties = [
    aDuty(),
    aDuty({ type: '主题党日', planned: 1 }),
    aDuty({ type: '党课', done: 1, unrecorded: 1 }),
    aDuty(quarter),
    aDuty({
      type: '组织生活会',
      months: 12,
      window: { ...over, to: day('2027-01-01'), warnFrom: day('2026-12-01') },
    }),
    aDuty({ type: '民主评议党员', months: 12 }),
    aDuty({ type: '党小组会', window: over }),
    aDuty({ type: '政治理论学习', done: 1, window: over }),
    aDuty({ type: '走访', required: 0 }),
  ]
  const lines = textOf(branchDigest(aWeek({ duties }), WHEN))
    .split('应开展的组织生活\n')[1]
    ?.split('\n')
  expect(lines?.slice(0, 4)).toEqual([
    '本月：支部委员会 待安排，主题党日 已安排，党课 已开展，到会待登记',
    '本季度：支部党员大会 已完成',
    '本年：民主评议党员 待安排',
    '上月：党小组会 应1次，已有记录0次',
  ])
})

test('a median is that of whole figures alone, and of fewer than three branches there is none', () => {
  const held = (n: number, over = {}) => aPart({ figures: { held: n }, ...over })
  const three = [held(1), held(5), held(2)]
  expect(mediansOf(three).held).toBe(2)
  expect(mediansOf([...three, held(4)]).held).toBe(3)
  expect(mediansOf(three.slice(1)).held).toBeNull()
  for (const left of [{ gaps: ['rolls' as const] }, { closed: true }])
    expect(mediansOf([held(1), held(5), held(2, left)]).held).toBeNull()
  expect(mediansOf([held(1), held(5), aPart({ figures: null })]).held).toBeNull()
  expect(mediansOf(three).onTime).toBeNull()
})

test('a week in which nothing was, waits or comes is two lines, unless something is about to be missed', () => {
  const part = aPart({ name: '本科二支部', figures: nothingHeld })
  const card = branchDigest(aWeek({ part }), WHEN)
  expect(card.blocks).toHaveLength(2)
  expect(textOf(card)).toContain('上周没有安排的活动，也没有待办事项。')
  const soon = { ...aDuty().window, warnFrom: day('2026-11-24') }
  expect(isCalm(aWeek({ part, duties: [aDuty({ window: soon })] }))).toBe(true)
  expect(isCalm(aWeek({ part, duties: [aDuty()] }))).toBe(false)
  expect(isCalm(aWeek({ part, passed: ['甲'] }))).toBe(false)
  expect(isHoliday([part, part])).toBe(true)
  expect(isHoliday([part, aPart()])).toBe(false)
})
