import { expect, test } from 'vitest'
import { readAnswer } from '../../../src/attendance/replies/rules.ts'

test.each([
  ['参加', 'join'],
  ['参加。', 'join'],
  ['【参加】', 'join'],
  ['\u200b参加\ufe0f', 'join'],
  ['我参加', 'join'],
  ['收到，准时参加', 'join'],
  ['收到参加', 'join'],
  ['好的，我会按时参加会议！谢谢老师', 'join'],
  ['参加👍', 'join'],
  ['请假', 'leave'],
  ['请假，家里有事', 'leave'],
  ['家里有事，请假', 'leave'],
  ['我想请假 孩子生病', 'leave'],
  ['书记好，我需要请个事假，无法参加，谢谢', 'leave'],
  ['请假一次', 'leave'],
] as const)('%j is an answer: %s', (text, reply) => {
  expect(readAnswer(text)).toBe(reply)
})

test.each([
  '',
  '收到',
  '参加吗',
  '可以请假吗？',
  '怎么请假',
  '不参加',
  '不请假，参加',
  '取消请假',
  '请假，还是参加吧，参加',
  '参加，但要晚到',
  '张三请假',
  '请假的同志请填写类别',
  '参加人数21人',
  '应到22人，实到20人，请假：2人。会议学习了文件',
  '请假：2人',
  '请假 两位',
  '支部组织参加了志愿活动，效果很好',
  `请假，${'因'.repeat(300)}`,
])('%j is none', (text) => {
  expect(readAnswer(text)).toBeNull()
})
