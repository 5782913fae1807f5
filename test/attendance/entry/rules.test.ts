import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesOf, readLine } from '../../../src/attendance/entry/rules.ts'
import type { RollEntry } from '../../../src/attendance/roll/types.ts'
import { MemberId } from '../../../src/ids.ts'
import type { Mark } from '../../../src/attendance/types.ts'

const NAMES = [
  '王敏',
  '李强',
  '张伟',
  '周和平',
  '诸葛明',
  '苗星嵘（第一党小组）',
  '苗星嵘（第二党小组）',
  '万一',
]
const entries = NAMES.map((name, at): RollEntry => {
  return { who: MemberId.parse(`M000${at + 1}`), name, mark: null, by: null, at: null }
})

function said(text: string, among = entries) {
  const read = readLine(text, among)
  if (!read.ok) return read.fault
  const applied = changesOf(read.line, among)
  if (!applied.ok) return applied.fault
  return Object.fromEntries(applied.changes.map(({ entry, mark }) => [entry.name, mark]))
}

const rest = (others: Record<string, Mark>, mark: Mark) =>
  Object.fromEntries(NAMES.map((name) => [name, others[name] ?? mark]))

const READ: [string, Record<string, Mark>][] = [
  ['实到5，请假：王敏、李强，缺席：张伟', rest({ 王敏: 'leave', 李强: 'leave', 张伟: 'absent' }, 'present')],
  ['应到８人，实到７人，缺席张伟', rest({ 张伟: 'absent' }, 'present')],
  ['应到八人 实到六人 请假：周和平和王敏', rest({ 周和平: 'leave', 王敏: 'leave' }, 'present')],
  ['请假:王敏老师,李强同志;其余全部实到', rest({ 王敏: 'leave', 李强: 'leave' }, 'present')],
  ['全员到会', rest({}, 'present')],
  ['全勤', rest({}, 'present')],
  ['实到8', rest({}, 'present')],
  ['实到：诸葛明、万一；其余缺席', rest({ 诸葛明: 'present', 万一: 'present' }, 'absent')],
  ['迟到：万一，缺席：M0003', { 万一: 'late', 张伟: 'absent' }],
  ['请假：苗星嵘（第二党小组）', { '苗星嵘（第二党小组）': 'leave' }],
  ['缺席：王敏、\n李强', { 王敏: 'absent', 李强: 'absent' }],
]

test.for(READ)('「%s」 is read by name', ([text, marks]) => {
  expect(said(text)).toEqual(marks)
})

const REFUSED: [string, object][] = [
  ['请假：苗星嵘', { kind: 'sameNames', names: ['苗星嵘（第一党小组）', '苗星嵘（第二党小组）'] }],
  ['缺席：王小明、赵六', { kind: 'unknownNames', names: ['王小明', '赵六'] }],
  ['请假：王敏，缺席：王敏', { kind: 'twice', names: ['王敏'] }],
  ['应到9，实到7，缺席：王敏', { kind: 'expectedDiffers', said: 9, counted: 8 }],
  ['实到5，请假：王敏，缺席：张伟', { kind: 'presentDiffers', said: 5, counted: 6 }],
  ['实到3，其余缺席', { kind: 'presentDiffers', said: 3, counted: 0 }],
  ['大家都来了', { kind: 'nothing' }],
  ['应到8', { kind: 'nothing' }],
  ['', { kind: 'nothing' }],
  ['今天开会很好，缺席：王敏', { kind: 'nothing' }],
]

test.for(REFUSED)('「%s」 changes nothing and says why', ([text, fault]) => {
  expect(said(text)).toEqual(fault)
})

test('a line adds to what is known: a number counts whoever has checked in', () => {
  const known = entries.map((entry, at) => ({ ...entry, mark: at < 3 ? ('present' as const) : null }))
  expect(said('实到7，缺席：万一', known)).toEqual({
    ...Object.fromEntries(NAMES.slice(3).map((name) => [name, 'present'])),
    万一: 'absent',
  })
  expect(said('缺席：王敏', known)).toEqual({ 王敏: 'absent' })
})

test('whatever is written, nobody is marked twice, and a stated number of people present is the number that is marked', () => {
  const part = fc.record({
    word: fc.constantFrom('实到', '请假', '缺席', '迟到', '其余缺席', '应到', '和', '；'),
    number: fc.constantFrom('', '3', '8', '五人'),
    names: fc.subarray([...NAMES, '苗星嵘', '赵六']),
  })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const text = parts.map(({ word, number, names }) => `${word}${number}：${names.join('、')}`).join('，')
      const read = readLine(text, entries)
      if (!read.ok) return
      const applied = changesOf(read.line, entries)
      if (!applied.ok) return
      const people = applied.changes.map(({ entry }) => entry.who)
      expect(new Set(people).size).toBe(people.length)
      const came = applied.changes.filter(({ mark }) => mark === 'present' || mark === 'late').length
      if (read.line.present !== null) expect(came).toBe(read.line.present)
    }),
  )
})
