import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { mayAnswer, categoryIn, readAnswer } from '../../../src/attendance/replies/rules.ts'
import { readMention } from '../../../src/meetings/service.ts'
import type { Meeting } from '../../../src/meetings/types.ts'

// A Tuesday morning.
const seen = {
  now: Temporal.PlainDateTime.from('2026-11-24T10:00'),
  terms: [],
}
const knows = { seen, types: meetingTypes([]), among: [] }

function read(text: string) {
  return mayAnswer(text) ? readAnswer(text, (words) => readMention(words, knows)) : null
}

/** What is read, in few words: join 2026-11-25 12-18 支委会. */
function shortly(text: string): string | null {
  const found = read(text)
  if (found === null) return null
  const { reply, isPast, about } = found
  if (about === null || about === 'unknown')
    return [reply, ...(isPast ? ['past'] : []), ...(about ? [about] : [])].join(' ')
  const { starts, day, hours, name } = about
  const when = [
    ...starts.map(String),
    day?.toString() ?? '',
    hours === null ? '' : `${hours.from}-${hours.until}`,
  ]
  return [reply, isPast ? 'past' : '', ...when, name].filter((one) => one !== '').join(' ')
}

test.each([
  ['明天的会我请假', 'leave 2026-11-25'],
  ['明天我请假', 'leave 2026-11-25'],
  ['我明天请假', 'leave 2026-11-25'],
  ['我明天的会请假', 'leave 2026-11-25'],
  ['王书记，我明天请个假', 'leave 2026-11-25'],
  ['王书记好，明天的会我有事请假', 'leave 2026-11-25'],
  ['明天（周三）的会我请假', 'leave 2026-11-25'],
  ['明天的会，我请假，孩子生病', 'leave 2026-11-25'],
  ['周三的支委会我请假', 'leave 2026-11-25 支委会'],
  ['周三的支委会，我请假', 'leave 2026-11-25 支委会'],
  ['党员大会我请假', 'leave 党员大会'],
  ['我请周三支委会的假', 'leave 2026-11-25 支委会'],
  ['明天的党课请个假', 'leave 2026-11-25 党课'],
  ['下午的会我参加不了', 'leave 2026-11-24 12-18'],
  ['明天上午的会我因病请假', 'leave 2026-11-25 5-12'],
  ['今晚的会我来不了', 'leave 2026-11-24 17-24'],
  ['今晚的会我来不了了', 'leave 2026-11-24 17-24'],
  ['无法参加明天的会', 'leave 2026-11-25'],
  ['明天14:00的会我要请假', 'leave 2026-11-25T14:00:00'],
  ['明天两点的会我不能参加', 'leave 2026-11-25T14:00:00'],
  ['这次会议我请假', 'leave'],
  ['家里有事请假', 'leave'],
  ['我想请假了', 'leave'],
  ['明天的会我参加', 'join 2026-11-25'],
  ['明天的会参加', 'join 2026-11-25'],
  ['明天会参加', 'join 2026-11-25'],
  ['明天的会，我参加', 'join 2026-11-25'],
  ['我参加明天下午的支委会', 'join 2026-11-25 12-18 支委会'],
  ['支委会会参加', 'join 支委会'],
  ['支委会我会准时参加的', 'join 支委会'],
])('%j names its meeting: %s', (text, answer) => {
  expect(shortly(text)).toBe(answer)
})

test.each([
  ['我参加了', 'join past'],
  ['参加了', 'join past'],
  ['我已经参加', 'join past'],
  ['我已参加', 'join past'],
  ['我参加过了', 'join past'],
  ['我参加了明天的会', 'join past 2026-11-25'],
  ['我请假了', 'leave past'],
  ['我请过假了', 'leave past'],
  ['已经请假', 'leave past'],
  ['明天的会我已经请假', 'leave past 2026-11-25'],
  ['上次的会我请假了', 'leave past'],
  ['上次的会我请假', 'leave past'],
  ['昨天的会我参加', 'join past 2026-11-23'],
  ['上周三的支委会我请假', 'leave past 2026-11-18 支委会'],
  ['今天上午9点的会我参加', 'join past 2026-11-24T09:00:00'],
])('%j speaks of what is over: %s', (text, answer) => {
  expect(shortly(text)).toBe(answer)
})

test.each([
  ['下次的会我请假', 'leave unknown'],
  ['读书会我参加', 'join unknown'],
  ['周三、周四的会我请假', 'leave unknown'],
  ['明天的会我请假，周五的会我也请假', 'leave unknown'],
])('%j names a meeting that nobody can be sure of: %s', (text, answer) => {
  expect(shortly(text)).toBe(answer)
})

test('a title names its meeting', () => {
  const meeting = { title: '读书会', shownAs: '读书会', types: ['主题党日'] }
  // Nothing else of it is read here.
  const among = [meeting as unknown as Meeting]
  expect(readAnswer('读书会我参加', (text) => readMention(text, { ...knows, among }))).toMatchObject({
    reply: 'join',
    about: { name: '读书会' },
  })
})

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
  expect(shortly(text)).toBe(reply)
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
  '明天的会老王请假',
  '老王明天的会请假',
  '明天的会老王，老李请假',
  '我爱人生病请假',
  '老王因病请假',
  '我和老王请假',
  '替老王请个假',
  '老王会参加',
  '老王来不了',
  '我们明天的会都参加',
  '明天的会大家参加',
  '明天的会老王请假了',
  '明天的会我请假可以吗',
  '明天的会我请假，可以么',
  '明天的会我请假行不行',
  '我可不可以请假',
  '明天的会我能不能请假',
  '明天的会我请假可以不',
  '我请假呢',
  '是否可以请假',
  '明天的会我不请假',
  '我不参加',
  '明天的会我可能参加不了',
  '明天的会我参加，周五的会我请假',
  '我参加了，学习了文件',
])('%j is none', (text) => {
  expect(read(text)).toBeNull()
})

test.each([
  ['请假，事假', '事假'],
  ['明天的会我请病假', '健康'],
  ['请个公假', '公务'],
  ['请假 教学', '教学'],
  ['请假，因公务原因', '公务'],
  ['我请假，家里有事', null],
  ['请假，讲教学改革', null],
  ['请假，孩子病假', null],
  ['请事假，公务', null],
  ['请假，不是病假', null],
  ['请假，不是病假是事假', '事假'],
  ['身体不适请病假', '健康'],
])('%s names the category %s', (text, category) => {
  expect(categoryIn(text)).toBe(category)
})
