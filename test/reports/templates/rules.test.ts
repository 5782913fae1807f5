import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { templatesWith } from '../../../config/college/templates.ts'
import { formFor, withoutVotes } from '../../../src/reports/templates/rules.ts'

const known = {
  types: meetingTypes([
    { name: '读书会', record: ['主题', '书目'] },
    { name: '春游', template: '没有的' },
  ]),
  templates: templatesWith([]),
}
const labels = (of: string[]) => formFor(of, known).map(({ label }) => label)
const USUAL = ['议定事项', '记录人', '现场照片', '附件']

test('a record asks what the template of its type asks, and the lines of the type besides', () => {
  expect(labels(['党小组会'])).toEqual(['内容', ...USUAL])
  expect(labels(['读书会'])).toEqual(['内容', ...USUAL, '主题', '书目'])
  expect(labels(['民主评议党员'])).toEqual([
    ...['内容', '优秀人数', '合格人数', '基本合格人数', '不合格人数', ...USUAL],
  ])
})

test('a sitting of several types asks each thing once', () => {
  expect(labels(['主题党日', '读书会', '党课'])).toEqual([
    ...['内容', '主题', '形式', ...USUAL, '主讲人', '课题', '书目'],
  ])
  const ids = formFor(['读书会', '联建共建'], known).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a free activity has the template of its name', () => {
  expect(labels(['踏青'])).toEqual(['内容', '议定事项', '现场照片', '附件'])
})

test('what the entered votes say is not asked again', () => {
  const form = formFor(['支部党员大会'], known)
  const asked = (hasVotes: boolean) => withoutVotes(form, hasVotes).map(({ label }) => label)
  expect(asked(false)).toEqual(['内容', '表决', '表决事项', '表决结果', ...USUAL])
  expect(asked(true)).toEqual(['内容', ...USUAL])
})
