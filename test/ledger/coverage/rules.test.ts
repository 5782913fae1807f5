import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProgrammeId } from '../../../src/ids.ts'
import {
  isBehind,
  lineOf,
  linesForDigest,
  markAt,
  shareOf,
  timeGone,
} from '../../../src/ledger/coverage/rules.ts'
import type { Counts, Coverage } from '../../../src/ledger/coverage/types.ts'
import { aProgramme } from '../a-programme.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const none = { cells: 0, done: 0 }
const counts = (over: Partial<Counts> = {}): Counts => ({
  ...{ rows: 14, complete: 0, covered: 0, late: 0, againOver: 0 },
  ...{ all: { cells: 14, done: 0 }, first: { cells: 14, done: 0 }, over: none, again: none },
  ...over,
})

const coverage = (over: Partial<Coverage> = {}): Coverage => ({
  ...{ programme: ProgrammeId.parse('p'), title: '责任书', counts: counts() },
  ...{ round: null, far: 0, share: 0, time: 0, behind: false },
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

test('a programme that runs over a time of its own is behind when fewer steps are done than the share of it that is over', () => {
  const at = { time: 50, overTime: true }
  expect(isBehind(counts({ first: { cells: 14, done: 7 } }), at)).toBe(false)
  expect(isBehind(counts({ first: { cells: 14, done: 6 } }), at)).toBe(true)
})

test('any other is held to what is due by now, and not to what is due later', () => {
  const at = { time: 90, overTime: false }
  expect(isBehind(counts(), at)).toBe(false)
  expect(isBehind(counts({ over: { cells: 14, done: 12 } }), at)).toBe(false)
  expect(isBehind(counts({ over: { cells: 14, done: 11 } }), at)).toBe(true)
})

test('what comes again counts when its day is over, however much of the year has gone', () => {
  // Eleven months of eight rows are over, and November's are done.
  const monthly = (done: number) => counts({ first: none, again: { cells: 96, done }, againOver: 88 })
  expect(isBehind(monthly(88), { time: 93, overTime: true })).toBe(false)
  expect(isBehind(monthly(87), { time: 93, overTime: true })).toBe(true)
})

test('nothing is behind of which everything is done, and nothing that has just begun', () => {
  const some = fc.record({
    cells: fc.nat(2000),
    again: fc.nat(2000),
    time: fc.nat(100),
    overTime: fc.boolean(),
  })
  fc.assert(
    fc.property(some, ({ cells, again, time, overTime }) => {
      const all = { cells, done: cells }
      const done = { first: all, over: all, again: { cells: again, done: again }, againOver: again }
      expect(isBehind(counts(done), { time, overTime })).toBe(false)
      expect(isBehind(counts({ first: { cells, done: 0 } }), { time: 0, overTime })).toBe(false)
    }),
  )
})

test('the share that is done leaves out what waits for another step where the time is what counts', () => {
  const of = { all: { cells: 56, done: 8 }, first: { cells: 14, done: 8 } }
  expect(shareOf(counts(of), true)).toBe(57)
  expect(shareOf(counts(of), false)).toBe(14)
  expect(shareOf(counts({ all: none }), false)).toBe(0)
})

test('a line counts rows, or the round that is on, and says the time where that is what counts', () => {
  const once = { definition: aProgramme() }
  const long = { definition: aProgramme({ from: '2026-01-01' }) }
  const text = (over: Partial<Coverage>, of = once) => lineOf(coverage(over), of).text
  expect(text({ far: 12, time: 37 })).toBe('责任书 12/14')
  expect(text({ far: 8, time: 37, title: '样板' }, long)).toBe('样板 8/14，时间已过37%')
  expect(text({ far: 14, time: 37 }, long)).toBe('责任书 14/14')
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
