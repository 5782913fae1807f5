import { expect, test } from 'vitest'
import { verdictOf, verdictOfDuty, weakest } from '../../../src/inspections/counts/rules.ts'
import type { Stretch } from '../../../src/inspections/counts/types.ts'

/** A month that is over, with one sitting required, unless told. */
const month = (done: number, over: Partial<Stretch> = {}): Stretch => ({
  ...{ from: Temporal.PlainDate.from('2026-10-01'), months: 1, required: 1 },
  ...{ done, isOver: true, isKnown: true },
  ...over,
})

test('a duty is met in every window, mostly met in half of them, else not', () => {
  expect(verdictOfDuty([month(1), month(2)])).toBe('met')
  expect(verdictOfDuty([month(1), month(0)])).toBe('partly')
  expect(verdictOfDuty([month(1), month(0), month(0)])).toBe('unmet')
})

test('a window that runs on is judged only once it is kept, and what nobody asks for is not judged', () => {
  expect(verdictOfDuty([month(1), month(0, { isOver: false })])).toBe('met')
  expect(verdictOfDuty([month(0, { isOver: false })])).toBeNull()
  expect(verdictOfDuty([month(0), month(1, { isOver: false })])).toBe('partly')
  expect(verdictOfDuty([])).toBe('none')
  expect(verdictOfDuty([month(0, { required: 0 })])).toBe('none')
})

test('what may have been held before the bot came never counts as missing', () => {
  expect(verdictOfDuty([month(0, { isKnown: false }), month(1)])).toBeNull()
  expect(verdictOfDuty([month(1, { isKnown: false }), month(1)])).toBe('met')
})

test('the weakest of several decides, unless one is not known', () => {
  expect(weakest(['met', 'partly', 'none'])).toBe('partly')
  expect(weakest(['partly', 'unmet'])).toBe('unmet')
  expect(weakest(['met', null])).toBeNull()
  expect(weakest(['none', 'none'])).toBe('none')
})

test('a theme day without an agenda is mostly met at best', () => {
  const days = { kind: 'themed', windows: [month(1)], held: 2 } as const
  expect(verdictOf({ ...days, themed: 2 }, true)).toBe('met')
  expect(verdictOf({ ...days, themed: 1 }, true)).toBe('partly')
  expect(verdictOf({ kind: 'themed', windows: [], held: 0, themed: 0 }, true)).toBe('none')
})

test('records, rolls, make-ups and decisions are judged by their share', () => {
  const reports = (late: number, missing: number) =>
    verdictOf({ kind: 'reports', asked: 10, late, missing }, true)
  expect([reports(0, 0), reports(3, 0), reports(0, 2), reports(0, 3)]).toEqual([
    ...['met', 'partly', 'partly', 'unmet'],
  ])
  const rolls = (recorded: number) => verdictOf({ kind: 'rolls', held: 10, recorded, leave: 3 }, true)
  expect([rolls(10), rolls(8), rolls(7)]).toEqual(['met', 'partly', 'unmet'])
  const makeups = (made: number) => verdictOf({ kind: 'makeups', missed: 10, made }, true)
  expect([makeups(10), makeups(5), makeups(4)]).toEqual(['met', 'partly', 'unmet'])
  expect(verdictOf({ kind: 'makeups', missed: 0, made: 0 }, true)).toBe('met')
  const decisions = (done: number) => verdictOf({ kind: 'decisions', due: 10, done }, true)
  expect([decisions(10), decisions(8), decisions(7)]).toEqual(['met', 'partly', 'unmet'])
})

test('nothing follows from no cases, or from a term of which the bot saw only a part', () => {
  for (const figure of [
    { kind: 'reports', asked: 0, late: 0, missing: 0 },
    { kind: 'rolls', held: 0, recorded: 0, leave: 0 },
    { kind: 'decisions', due: 0, done: 0 },
  ] as const)
    expect(verdictOf(figure, true)).toBeNull()
  for (const figure of [
    { kind: 'reports', asked: 9, late: 0, missing: 0 },
    { kind: 'rolls', held: 9, recorded: 9, leave: 0 },
    { kind: 'makeups', missed: 0, made: 0 },
    { kind: 'decisions', due: 9, done: 9 },
  ] as const)
    expect(verdictOf(figure, false)).toBeNull()
})
