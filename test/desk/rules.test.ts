import { expect, test } from 'vitest'
import { commandIn } from '../../src/desk/rules.ts'
import { branchesNamed } from '../../src/roster/rules.ts'
import { BranchId } from '../../src/ids.ts'
import type { Command } from '../../src/inbox/types.ts'

const help: Command = { triggers: ['帮助', 'help'], help: '', run: async () => undefined }

test.each([
  ['帮助', ''],
  ['  help', ''],
  ['/HELP', ''],
  ['／帮助 开会', '开会'],
  ['help\n多行\n文字', '多行\n文字'],
  ['帮助。', ''],
  ['帮助！！', ''],
  ['【帮助】', ''],
  ['“帮助”', ''],
  ['\u200b帮\u200d助\ufeff', ''],
  ['ｈｅｌｐ', ''],
  ['帮助👍🏻', ''],
  ['帮助，谢谢', '谢谢'],
  ['帮助：开会', '开会'],
  ['@张三 帮助。', ''],
  ['@张三 ＠李四 帮助 开会', '开会'],
])('%s is the command', (text, rest) => {
  expect(commandIn(text, [help])).toEqual({ command: help, rest })
})

test.each([
  '帮助同学的活动已开展',
  '帮助：学习了全会精神，实到13人',
  '帮助，主题党日已经顺利开展完毕',
  '请帮助',
  '@张三',
  '',
  '   ',
  '/',
])('"%s" is no command', (text) => {
  expect(commandIn(text, [help])).toBeNull()
})

test('a sentence without a word goes whole to whoever understands it, and words come first', () => {
  const move: Command = {
    triggers: ['改期'],
    help: '',
    understands: (text) => text.includes('改到'),
    run: async () => undefined,
  }
  expect(commandIn(' 党员大会改到周五 ', [help, move])).toEqual({ command: move, rest: '党员大会改到周五' })
  expect(commandIn('帮助 改到', [help, move])).toEqual({ command: help, rest: '改到' })
  expect(commandIn('周五开会', [help, move])).toBeNull()
})

test('a branch is named by its id, its name or a part of it, and an exact name wins', () => {
  const branches = [
    { id: 'B08', short: '本科生第二分部' },
    { id: 'B10', short: '本科生第二' },
  ].map(({ id, short }) => ({
    ...{ id: BranchId.parse(id), name: `${short}党支部`, short, kind: 'undergrad', chat: null, active: true },
  }))
  const named = (said: string) => branchesNamed(said, branches).map(({ id }) => id)
  expect(['b10', '本科生第二', ' 第二分 '].map(named)).toEqual([['B10'], ['B10'], ['B08']])
  expect([named('第二'), named('第三')]).toEqual([['B08', 'B10'], []])
})
