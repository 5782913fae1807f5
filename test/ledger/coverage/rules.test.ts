import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProgrammeId } from '../../../src/ids.ts'
import { isBehind, lineOf, linesForDigest, markAt, timeGone } from '../../../src/ledger/coverage/rules.ts'
import type { Counts, Coverage } from '../../../src/ledger/coverage/types.ts'
import { aProgramme } from '../a-programme.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const counts = (over: Partial<Counts> = {}): Counts => ({
  ...{ rows: 14, complete: 0, late: 0, cells: 14, done: 0, once: 14, roundsOver: 0, asked: true },
  ...over,
})

const coverage = (over: Partial<Coverage> = {}): Coverage => ({
  ...{ programme: ProgrammeId.parse('p'), title: '责任书', counts: counts() },
  ...{ round: null, time: 0, behind: false },
  ...over,
})

test('the time of a programme begins on its first day and is over after its last', () => {
  const period = { from: day('2026-01-01'), until: day('2026-12-31') }
  expect(timeGone(period, day('2025-06-01'))).toBe(0)
  expect(timeGone(period, day('2026-01-01'))).toBe(0)
  expect(timeGone(period, day('2026-07-02'))).toBe(49)
  expect(timeGone(period, day('2026-07-03'))).toBe(50)
  expect(timeGone(period, day('2026-12-31'))).toBe(99)
  expect(timeGone(period, day('2027-01-01'))).toBe(100)
})

test('the last mark that the time has passed counts', () => {
  expect([49, 50, 74, 75, 89, 90, 100].map(markAt)).toEqual([null, 50, 50, 75, 75, 90, 90])
})

test('a programme is behind when fewer cells are done than the share of its time that is over', () => {
  const at = { time: 50, begins: false }
  expect(isBehind(counts({ done: 7 }), at)).toBe(false)
  expect(isBehind(counts({ done: 6 }), at)).toBe(true)
})

test('what comes again counts when its day is over, however much of the year has gone', () => {
  // Eleven months of eight rows are over, and November's are done.
  const monthly = counts({ once: 0, cells: 96, roundsOver: 88, done: 88 })
  expect(isBehind(monthly, { time: 93, begins: true })).toBe(false)
  expect(isBehind({ ...monthly, done: 87 }, { time: 93, begins: true })).toBe(true)
})

test('what nobody was asked for yet is behind only where the programme says when it begins', () => {
  const waiting = counts({ asked: false })
  expect(isBehind(waiting, { time: 60, begins: false })).toBe(false)
  expect(isBehind(waiting, { time: 60, begins: true })).toBe(true)
})

test('nothing is behind of which everything is done, and nothing that has just begun', () => {
  const some = fc.record({ once: fc.nat(2000), roundsOver: fc.nat(2000), time: fc.nat(100) })
  fc.assert(
    fc.property(some, ({ once, roundsOver, time }) => {
      const done = counts({ once, roundsOver, done: once + roundsOver })
      expect(isBehind(done, { time, begins: true })).toBe(false)
      expect(isBehind(counts({ once, done: 0 }), { time: 0, begins: true })).toBe(false)
    }),
  )
})

test('a line counts rows, or the round that is on, and says the time where that is what counts', () => {
  const once = { definition: aProgramme() }
  const long = { definition: aProgramme({ from: '2026-01-01' }) }
  const text = (over: Partial<Coverage>, of = once) => lineOf(coverage(over), of).text
  expect(text({ counts: counts({ complete: 12 }), time: 37 })).toBe('责任书 12/14')
  expect(text({ counts: counts({ complete: 8 }), time: 37, title: '样板' }, long)).toBe(
    '样板 8/14，时间已过37%',
  )
  expect(text({ counts: counts({ complete: 14 }), time: 37 }, long)).toBe('责任书 14/14')
  expect(text({ time: 62, behind: true })).toBe('责任书 0/14，时间已过62%')
  expect(text({ counts: counts({ rows: 0 }) })).toBe('责任书 暂无内容')
  const round = {
    ...{ step: 'line', from: day('2026-11-01'), until: day('2026-11-30'), cells: 8, done: 6 },
    every: 'P1M' as const,
  }
  type Round = NonNullable<Coverage['round']>
  const plans = (over: Partial<Round> = {}) => text({ title: '八大计划', round: { ...round, ...over } }, long)
  expect(plans()).toBe('八大计划 11月 6/8')
  expect(plans({ every: 'term' })).toBe('八大计划 本学期 6/8')
  expect(plans({ every: 'year' })).toBe('八大计划 2026年 6/8')
  expect(plans({ every: 'P3M', until: day('2027-01-31') })).toBe('八大计划 11—1月 6/8')
})

test('a digest has six lines at most, what is behind or late first, and says each programme as it wants', () => {
  const line = (title: string, over: Partial<Parameters<typeof linesForDigest>[0][number]> = {}) => ({
    ...{ programme: ProgrammeId.parse(title), title, text: `${title} 1/2`, tone: 'fine' as const, late: 0 },
    ...{ digest: 'line' as const, isOver: false },
    ...over,
  })
  expect(
    linesForDigest([
      line('甲'),
      line('乙', { digest: 'off', late: 3 }),
      line('丙', { digest: 'attention' }),
      line('丁', { digest: 'attention', late: 2 }),
      line('戊', { tone: 'behind' }),
      line('己', { isOver: true }),
    ]),
  ).toEqual(['丁 1/2，逾期2个', '戊 1/2', '甲 1/2'])
  const many = ['1', '2', '3', '4', '5', '6', '7'].map((title) => line(title))
  expect(linesForDigest(many.slice(0, 6))).toHaveLength(6)
  expect(linesForDigest([...many, line('8', { late: 1 })])).toEqual([
    ...['8 1/2，逾期1个', '1 1/2', '2 1/2', '3 1/2', '4 1/2'],
    '另有3项台账',
  ])
})
