import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { readCall } from '../../../src/planning/naming/service.ts'

const seen = { now: Temporal.PlainDateTime.from('2026-11-23T09:00'), terms: [] }

test.each([
  ['安排一下下周三下午的支委会', '2026-12-02', '支部委员会', ''],
  ['麻烦安排一次下周三下午的党课', '2026-12-02', '党课', ''],
  ['想开个党小组会', null, '党小组会', ''],
  ['后天上午9:00讲一次党课', '2026-11-25', '党课', ''],
  ['请通知大家周四下午开会', '2026-11-26', null, ''],
  ['开一次组织生活会 12月3日14:00', '2026-12-03', '组织生活会', ''],
  ['上周三下午三点 党课', '2026-11-18', '党课', ''],
  ['开放日活动 明天14:00', '2026-11-24', null, '开放日活动'],
  ['安排', null, null, ''],
])('words of asking are no part of what is asked for: %s', (...[text, day, type, title]) => {
  const { reading, ...named } = readCall(text, { seen, types: meetingTypes([]), audienceChoices: [] })
  const start = reading.kind === 'ask' ? reading.day : reading.start.toPlainDate()
  expect([start?.toString() ?? null, named.type, named.title]).toEqual([day, type, title])
})
