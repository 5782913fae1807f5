import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSentence, meant, mentioned, moveTo, readSentence } from '../../../src/planning/sentences/rules.ts'
import type { Meeting } from '../../../src/meetings/types.ts'
import { seenAt } from '../../time/read/seen.ts'
import * as a from '../../sandbox/card-states.ts'

const monday = seenAt('2026-11-23T09:00')
const at = (text: string) => Temporal.PlainDateTime.from(text)

test.each([
  ['党员大会改到下周五14:00', '党员大会', '2026-12-04T14:00'],
  ['11月25日党员大会改至11月27日15:30', '11月25日党员大会', '2026-11-27T15:30'],
  ['党员大会的时间改为11月27日15:30', '党员大会的', '2026-11-27T15:30'],
  ['推迟到12月2日 14：00', '', '2026-12-02T14:00'],
  ['党员大会改到下周五下午两点', '党员大会', '2026-12-04T14:00'],
  ['党员大会改到下下周五下午两点半', '党员大会', '2026-12-11T14:30'],
  ['党课改期到第13周周三下午2点', '党课', '2026-12-02T14:00'],
])('%s says which meeting and when', (text, name, start) => {
  const wish = { aspect: 'time', start: at(start), minutes: null, place: null }
  expect(readSentence(text, monday)).toEqual({ name, intent: { aspect: 'time', wish, filled: {} } })
})

test.each([
  ['周四', { day: '2026-11-26', clock: '' }],
  ['周四9:00', { day: '2026-11-26', clock: '' }],
  ['周四，两小时', { day: '2026-11-26', clock: '', minutes: '120' }],
  ['14:00', { clock: '14:00' }],
  ['11月20日14:00', { day: '2026-11-20', clock: '14:00' }],
  ['2月30日14:00', { clock: '' }],
  ['周四或周五14:00', { clock: '' }],
  ['每周四14:00', { clock: '' }],
  ['周四14:00左右', { clock: '' }],
  ['11月26日(周五)14:00', { clock: '14:00' }],
])('of %s only what is certain is taken, the form asks for the rest', (text, filled) => {
  expect(moveTo(text, monday)).toEqual({ aspect: 'time', wish: null, filled })
})

test('改期 takes effect as far as a preview, with the length if that is said', () => {
  const wish = (text: string) => moveTo(text, monday).wish
  expect(wish('周四下午三点')).toEqual({
    aspect: 'time',
    start: at('2026-11-26T15:00'),
    minutes: null,
    place: null,
  })
  expect(wish('周四3:00到四点半')).toEqual({
    aspect: 'time',
    start: at('2026-11-26T15:00'),
    minutes: 90,
    place: null,
  })
})

test.each([
  ['地点改为信息楼306', '', { aspect: 'place', place: '信息楼306' }],
  ['党员大会的地点改到 图书馆报告厅', '党员大会的', { aspect: 'place', place: '图书馆报告厅' }],
  ['议题改为：学习；讨论', '', { aspect: 'agenda', agenda: ['学习', '讨论'] }],
  ['党员大会议题改为\n学习\n讨论', '党员大会', { aspect: 'agenda', agenda: ['学习', '讨论'] }],
])('%s says another place or agenda', (text, name, wish) => {
  expect(readSentence(text, monday)).toMatchObject({ name, intent: { wish } })
})

test.each([
  ['党员大会改到下周五14:00，地点信息楼306', '党员大会', '信息楼306'],
  ['党员大会改到下周五14:00，地点改为 信息楼306', '党员大会', '信息楼306'],
  ['党员大会改到下周五14:00 信息楼306', '党员大会', '信息楼306'],
  ['党员大会改到下周五下午两点在信息楼306', '党员大会', '信息楼306'],
  ['党员大会地点改到信息楼306，时间改到下周五14:00', '党员大会', '信息楼306'],
  ['时间改为下周五14:00，改在图书馆报告厅', '', '图书馆报告厅'],
])('%s says time and place at once', (text, name, place) => {
  const wish = { aspect: 'time', start: at('2026-12-04T14:00'), minutes: null, place }
  expect(readSentence(text, monday)).toEqual({ name, intent: { aspect: 'time', wish, filled: {} } })
})

test('where only the place is certain, the form has it', () => {
  expect(readSentence('党员大会改到下周五，地点信息楼306', monday)?.intent).toEqual({
    aspect: 'time',
    wish: null,
    filled: { day: '2026-12-04', clock: '', place: '信息楼306' },
  })
})

test.each([
  ['推迟半小时', '', 'PT30M'],
  ['支委会推迟半小时', '支委会', 'PT30M'],
  ['支委会延后一个半小时', '支委会', 'PT90M'],
  ['党课提前20分钟', '党课', '-PT20M'],
  ['主题党日顺延一周', '主题党日', 'P7D'],
  ['党员大会推迟两天', '党员大会', 'P2D'],
  ['党员大会推迟两小时30分', '党员大会', 'PT150M'],
  ['支委会往后推一小时三十五分钟', '支委会', 'PT95M'],
])('%s says by how much', (text, name, shift) => {
  expect(readSentence(text, monday)).toEqual({
    name,
    intent: { aspect: 'time', wish: null, filled: {}, shift },
  })
})

test.each(['推迟一会儿', '推迟提交材料', '提前一天通知大家'])('%s says no length', (text) => {
  expect(readSentence(text, monday)).toBeNull()
})

test.each([
  ['延期', ''],
  ['党员大会延期', '党员大会'],
  ['主题党日推迟一下', '主题党日'],
  ['主题党日推迟一天半', '主题党日'],
  ['党课推迟半天', '党课'],
  ['推迟0分钟', ''],
  ['党课延期举行', '党课'],
])('%s asks for the new time', (text, name) => {
  expect(readSentence(text, monday)).toEqual({ name, intent: { aspect: 'time', wish: null, filled: {} } })
})

test.each([
  ['主题党日取消', '主题党日', null],
  ['主题党日取消了', '主题党日', null],
  ['不开了', '', null],
  ['下周三的党课不开了', '下周三的党课', null],
  ['主题党日取消，因为监考冲突', '主题党日', '监考冲突'],
  ['取消主题党日，因监考冲突', '主题党日', '监考冲突'],
  ['因监考冲突，主题党日取消', '主题党日', '监考冲突'],
])('%s cancels', (text, name, reason) => {
  const said =
    reason === null ? { wish: null, filled: {} } : { wish: { aspect: 'cancel', reason }, filled: { reason } }
  expect(readSentence(text, monday)).toEqual({ name, intent: { aspect: 'cancel', ...said } })
})

test.each([
  '主题党日不取消',
  '主题党日没取消',
  '取消请假',
  '不能取消',
  '申请延期',
  '取消了吗？',
  '请假推迟两天',
])('%s changes no meeting', (text) => {
  expect(isSentence(text)).toBe(false)
})

test('取消 names the meeting and asks for the reason', () => {
  expect(readSentence('取消11月26日党员大会', monday)).toEqual({
    name: '11月26日党员大会',
    intent: { aspect: 'cancel', wish: null, filled: {} },
  })
})

test.each([
  '本次党员大会因故地点改到图书馆，实到21人，学习了全会精神。',
  '会议讨论了换届事宜，决定改期。',
  '取消',
  '大家一致同意，改到下周。会议结束',
  '实到13人',
])('%s is none of these sentences', (text) => {
  expect(isSentence(text)).toBe(false)
  expect(readSentence(text, monday)).toBeNull()
})

test('no text makes the reading throw, and it reads what it recognises', () => {
  const parts = fc.constantFrom(
    '党员大会',
    '改到',
    '地点改为',
    '议题改为',
    '取消',
    '周五',
    '14:00',
    '，',
    '\n',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (said) => {
      expect(readSentence(said, monday) !== null).toBe(isSentence(said))
    }),
  )
})

const [sample] = fc.sample(a.meeting, { seed: 1, numRuns: 1 })
if (sample === undefined) throw new Error('no meeting to begin with')
const aMeeting = (type: string, title: string, start: string): Meeting => ({
  ...sample,
  types: [type],
  title,
  shownAs: title,
  zone: 'Asia/Shanghai',
  startsAt: Temporal.Instant.from(`${start}+08:00`),
})
const assembly = aMeeting('支部党员大会', '第四季度支部党员大会', '2026-11-26T14:00:00')
const later = aMeeting('支部党员大会', '换届党员大会', '2026-12-03T14:00:00')
const lecture = aMeeting('党课', '专题党课', '2026-11-26T16:00:00')
const all = [assembly, later, lecture]

test.each([
  ['', all],
  ['会议', all],
  ['党员大会', [assembly, later]],
  ['支部党员大会', [assembly, later]],
  ['第四季度支部党员大会', [assembly, later]],
  ['换届党员大会', [assembly, later]],
  ['11月26日党员大会', [assembly]],
  ['周四的党课', [lecture]],
  ['11月26日', [assembly, lecture]],
  ['茶话会', []],
  ['11月27日党员大会', []],
])('%s means', (name, meetings) => {
  expect(meant(name, all, monday)).toEqual(meetings)
})

test('a time that mentions a meeting is about it, one that mentions none about any', () => {
  expect(mentioned('党课 周五14:00', all)).toEqual([lecture])
  expect(mentioned('周五14:00', all)).toEqual(all)
})
