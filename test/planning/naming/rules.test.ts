import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { partAgenda, readNames } from '../../../src/planning/naming/rules.ts'

const types = meetingTypes([])
const AUDIENCE_CHOICES = [
  { key: 'branch:B01', names: ['B01', '自动化系教工党支部', '自动化系'] },
  { key: 'branch:B10', names: ['B10', '本科生第二党支部', '本科二支部'] },
  { key: 'group:B10G1', names: ['本科二支部第一党小组'] },
]
const read = (...pieces: string[]) => readNames(pieces, { types, audienceChoices: AUDIENCE_CHOICES })
const nothing = { type: null, title: '', place: '', agenda: [], audience: null }

test.each([
  ['支部党员大会 信息楼305', { type: '支部党员大会', place: '信息楼305' }],
  ['党员大会，地点：信息楼 305', { type: '支部党员大会', place: '信息楼 305' }],
  ['第四季度支部党员大会 报告厅', { type: '支部党员大会', title: '第四季度支部党员大会', place: '报告厅' }],
  ['定于 在信息楼305召开支部党员大会', { type: '支部党员大会', place: '信息楼305' }],
  ['信息楼 305 党课', { type: '党课', place: '信息楼 305' }],
  ['党课擂台赛 大礼堂', { type: '党课擂台赛', place: '大礼堂' }],
  ['中心组学习(扩大) 腾讯会议', { type: '中心组学习（扩大）', place: '腾讯会议' }],
  ['支委会 换届选举 二教201', { type: '支部委员会', agenda: ['换届选举'], place: '二教201' }],
  ['茶话会 信息楼305', { title: '茶话会', place: '信息楼305' }],
  ['本科二支部 主题党日', { type: '主题党日', audience: 'branch:B10' }],
  ['本科二支部主题党日', { type: '主题党日', audience: 'branch:B10' }],
  ['本科二支部第一党小组 党小组会', { type: '党小组会', audience: 'group:B10G1' }],
  ['b10 党课', { type: '党课', audience: 'branch:B10' }],
  ['B101 党课', { type: '党课', place: 'B101' }],
  ['支部党员大会信息楼305', { type: '支部党员大会', place: '信息楼305' }],
  ['党课《走进展馆》', { type: '党课', title: '党课《走进展馆》' }],
  ['开始 信息楼305 党员大会', { type: '支部党员大会', place: '信息楼305' }],
  ['起在信息楼305召开支委会', { type: '支部委员会', place: '信息楼305' }],
  ['各位同志：定于 召开支部党员大会，请准时参加', { type: '支部党员大会' }],
  ['主题党日 名称：走进红色展馆', { type: '主题党日', title: '走进红色展馆' }],
  ['时间 地点 ', { place: '' }],
  ['', {}],
])('%s', (text, said) => {
  expect(read(text)).toEqual({ ...nothing, ...said })
})

test('an agenda stands at the end, and what it says of times is its own', () => {
  expect(partAgenda('下周三14:00 党课 议题：学习11月20日讲话；讨论')).toEqual({
    head: '下周三14:00 党课 ',
    agenda: ['学习11月20日讲话', '讨论'],
  })
  expect(partAgenda('下周三14:00 党课 内容丰富')).toEqual({ head: '下周三14:00 党课 内容丰富', agenda: [] })
})

test('no text makes it throw, and nothing grows longer than a card can show', () => {
  const parts = fc.constantFrom(
    '支部党员大会',
    '党课',
    'B10',
    '本科二支部',
    '在',
    '召开',
    '地点：',
    '名称：',
    ' ',
    '，',
    '信息楼305',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts, { maxLength: 400 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (said) => {
      const { title, place, agenda, type } = read(partAgenda(said).head)
      expect(title.length).toBeLessThanOrEqual(60)
      expect(place.length).toBeLessThanOrEqual(100)
      expect(agenda.length).toBeLessThanOrEqual(20)
      expect(type === null || types.some(({ name }) => name === type)).toBe(true)
    }),
  )
})
