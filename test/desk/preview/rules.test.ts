import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysIn, linesOf, minuteOf, previewAsked, totalsOf } from '../../../src/desk/preview/rules.ts'
import type { Sending } from '../../../src/desk/preview/types.ts'
import { BranchId, ChatId, MemberId } from '../../../src/ids.ts'

const AT = Temporal.Instant.from('2026-11-24T05:00:00Z')
const [b01, b10] = [BranchId.parse('B01'), BranchId.parse('B10')]
const CHAT = ChatId.parse('oc_fx_B10')
const branches = new Map([
  [b01, '自动化系'],
  [b10, '本科二支部'],
])
const CHATS = new Map([[CHAT, '本科二支部']])
const people = ['M0001', 'M0002', 'M0213'].map((id) => MemberId.parse(id))
const branchOf = new Map(people.map((who, n) => [who, n < 2 ? b01 : b10]))
const names = { chats: CHATS, branches, branchOf }

const sending = (over: Partial<Sending>): Sending => ({
  ...{ at: AT, kind: 'attendance.ask', subject: '党课', held: false, to: { chat: CHAT } },
  ...over,
})

test.each([
  ['预览', 14],
  ['预览 7', 7],
  ['预览７天', 7],
  ['preview 31 days', 31],
  [' Preview', 14],
  ['预览 32', null],
  ['预览 0', null],
  ['预览 下周', null],
  ['预览 7.5', null],
])('会议 %s asks for a preview of %s days', (text, days) => {
  expect(previewAsked(text)).toEqual({ days })
})

test.each(['', 'B10', '本科二支部'])('会议 “%s” asks for no preview', (text) => {
  expect(previewAsked(text)).toBeUndefined()
})

test('a number of days is one from 1 to 31, and nothing else is taken for one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer({ min: -40, max: 140 }).map(String)), (text) => {
      const days = daysIn(text)
      if (days !== null && text.trim() !== '') expect(text).toContain(String(days))
      expect(days === null || (days >= 1 && days <= 31)).toBe(true)
    }),
  )
})

test('people are counted by branch, groups are called by their names, and the order is that of time', () => {
  const later = AT.add({ minutes: 1 })
  const lines = linesOf(
    [
      sending({ at: later, kind: 'meetings.notice' }),
      ...people.map((person) => sending({ to: { person } })),
      ...people.slice(0, 2).map((person) => sending({ to: { person }, subject: '党员大会', held: true })),
      sending({ to: { person: MemberId.parse('M0999') }, subject: '离任' }),
    ],
    names,
  )
  expect(lines.map(({ subject, to, held }) => ({ subject, to, held }))).toEqual([
    { subject: '党课', to: { people: 3, branches: ['自动化系', '本科二支部'] }, held: false },
    { subject: '党员大会', to: { people: 2, branches: ['自动化系'] }, held: true },
    { subject: '离任', to: { people: 1, branches: [] }, held: false },
    { subject: '党课', to: { group: '本科二支部' }, held: false },
  ])
  expect(totalsOf(lines)).toEqual({ groups: 1, people: 4, held: 2 })
})

test('a line speaks of minutes: what goes within one is one line', () => {
  const [one, other] = [AT.add({ seconds: 1 }), AT.add({ seconds: 59 })]
  const lines = linesOf(
    [one, other].map((each, n) => sending({ at: each, to: { person: MemberId.parse(`M000${n + 1}`) } })),
    names,
  )
  expect(lines.map((line) => [line.at, line.to])).toEqual([[AT, { people: 2, branches: ['自动化系'] }]])
  expect(minuteOf(AT.add({ seconds: 60 }))).toEqual(AT.add({ minutes: 1 }))
})

test('no message is lost or counted twice, and no name shows', () => {
  const one = fc.record({
    at: fc.constantFrom(AT, AT.add({ minutes: 1 })),
    kind: fc.constantFrom('attendance.ask' as const, 'meetings.notice' as const),
    subject: fc.constantFrom('党课', '党员大会'),
    held: fc.boolean(),
    to: fc.oneof(
      fc.constant({ chat: CHAT }),
      fc.constantFrom(...people).map((person) => ({ person })),
    ),
  })
  const alike = { selector: (each: Sending) => JSON.stringify(each) }
  fc.assert(
    fc.property(fc.uniqueArray(one, alike), (sendings) => {
      const { groups, people: persons, held } = totalsOf(linesOf(sendings, names))
      expect(groups + persons + held).toBe(sendings.length)
      expect(JSON.stringify(linesOf(sendings, names))).not.toMatch(/M0\d/)
    }),
  )
})
