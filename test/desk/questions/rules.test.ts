import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { meaningOf } from '../../../src/desk/questions/rules.ts'
import type { Meaning } from '../../../src/desk/questions/types.ts'

const seen = { now: Temporal.PlainDateTime.from('2026-11-23T09:00'), terms: [] }
const types = meetingTypes([])

const texts: Record<Meaning, string[]> = {
  call: [
    '安排一下下周三下午的支委会',
    '明天下午3点支委会 学工活动室',
    '下周三下午两点召开支部党员大会，学习全会精神',
    '周五下午4点 主题党日 信息楼305',
    '麻烦帮忙安排个支委会',
    '想开个党小组会',
    '后天上午9:00讲一次党课',
    '请通知大家周四下午开会',
    '已经和大家商量好，周五下午3点开支部党员大会',
  ],
  report: [
    '学习了全会精神',
    '昨天下午召开了支委会，研究发展对象',
    '实到21人',
    '今天学习了讲话精神，下周三前交学习体会',
    '支委会已开完，讨论下学期计划',
    '支委会已经开完',
    '党小组会已经召开，学习讲话',
    '会议研究同意张同志为发展对象',
    '党小组会上大家围绕讲话精神开展交流，认识到要立足岗位、服务同学，并对下一步工作提出建议',
    '部署了下周三的主题党日',
    '布置了明天下午的党课',
  ],
  unclear: [
    '学习全会精神，开展交流',
    '支委会 学工活动室',
    '下周三交学习体会',
    '今天天气怎么样',
    '谢谢',
    '明白了解',
  ],
}

const cases = Object.entries(texts).flatMap(([meaning, all]) => all.map((text) => [text, meaning] as const))

test.each(cases)('“%s” seems to be: %s', (text, meaning) => {
  expect(meaningOf(text, { seen, types })).toBe(meaning)
})

// Each by its one word only: no 了, no other sign that it is over.
test.each([
  '支委会已于周二下午在学工活动室',
  '支委会已按安排到位',
  '支委会已在活动室',
  '支委会已开',
  '支委会已完',
  ...[...'按于在圆顺如开召举学讨研完结'].map((sign) => `支委会已经${sign}`),
])('“%s” says that it is over', (text) => {
  expect(meaningOf(text, { seen, types })).toBe('report')
})

test.each(['支委会已经商量好', '明天下午3点支委会，已经通知大家', '支委会已商量'])(
  '“%s” does not say that it is over',
  (text) => {
    expect(meaningOf(text, { seen, types })).not.toBe('report')
  },
)

test('a text sixteen times as long takes nowhere near the square of that', () => {
  const once = (text: string) => {
    const before = performance.now()
    meaningOf(text, { seen, types })
    return performance.now() - before
  }
  // The quickest of several: a busy machine is never quicker than the work takes.
  const quickest = (text: string) => Math.min(...Array.from({ length: 15 }, () => once(text)))
  for (const piece of ['请开', '学习', '开 会', '下周', '已 ', '1']) {
    const [short, long] = [piece.repeat(10_000), piece.repeat(160_000)]
    quickest(short)
    expect(quickest(long) / quickest(short)).toBeLessThan(80)
  }
})
