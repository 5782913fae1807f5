import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uncountedPart } from '../../src/digest/parts/rules.ts'
import { attention, percent, totalsOf } from '../../src/digest/rules.ts'
import { hashOf } from '../../src/digest/snapshots/rules.ts'
import type { Part } from '../../src/digest/types.ts'
import { anAssembly, aPart, aSnapshot, figures, nothingHeld } from './setup.ts'

const ASSEMBLY = '支部党员大会'
const about = { week: '2026-W47', assembly: ASSEMBLY }
const codesOf = (part: Part) => attention(aSnapshot([part, aPart()])).map(({ code }) => code)

test('100% is said only when everybody came', () => {
  expect(percent(figures({ due: 1000, present: 999 }))).toBe(99)
  expect(percent(figures({ due: 24, present: 20 }))).toBe(83)
  expect(percent(figures({ due: 20, present: 15, leave: 5 }))).toBe(100)
  expect(percent(figures({ due: 0, present: 0 }))).toBeNull()
})

test('one quiet branch needs attention, a week in which all rest does not', () => {
  const quiet = aPart({ figures: nothingHeld })
  expect(attention(aSnapshot([quiet, aPart()]))).toEqual([{ code: 'quiet', parts: [quiet], duty: null }])
  expect(attention(aSnapshot([quiet, quiet]))).toEqual([])
  expect(codesOf(aPart({ figures: nothingHeld, next: { count: 1, first: [] } }))).toEqual([])
})

test('what waits for somebody is named, of a branch that is closed nothing is', () => {
  const waiting = { overdue: 1, returned: 2, figures: { unrecorded: 1 } }
  expect(codesOf(aPart(waiting))).toEqual(['overdue', 'returned', 'unrecorded'])
  expect(codesOf(aPart({ ...waiting, closed: true }))).toEqual([])
})

test('the quarter’s meeting of all members is missed only from two thirds of the quarter on', () => {
  const owing = (over: Parameters<typeof anAssembly>[0]) => codesOf(aPart({ duties: [anAssembly(over)] }))
  expect(owing({})).toEqual([])
  expect(owing({ isNear: true })).toEqual(['cadence'])
  expect(owing({ isNear: true, planned: 1 })).toEqual([])
  expect(owing({ isNear: true, isOver: true, planned: 1 })).toEqual(['cadence'])
  expect(owing({ isNear: true, done: 1 })).toEqual([])
  expect(owing({ isNear: true, required: 0 })).toEqual([])
})

test('the comparison with the week before needs it of every branch', () => {
  const before = (week: string, held: number) =>
    aPart({ earlier: [{ week, held, rate: null, present: 0, able: 0, reportsDue: 0, reportsOnTime: 0 }] })
  const heldBefore = (...parts: Part[]) => totalsOf(parts, about).heldBefore
  expect(heldBefore(before('2026-W46', 2), before('2026-W46', 3))).toBe(5)
  expect(heldBefore(before('2026-W46', 2), aPart())).toBeNull()
  expect(heldBefore(before('2026-W45', 2))).toBeNull()
})

test('a branch that could not be counted is in no sum, and says nothing about the others', () => {
  const lost = uncountedPart({ id: 'B05', place: 3, name: '电气工程系', closed: false }, 'database')
  const parts = [aPart(), lost, aPart({ figures: nothingHeld })]
  expect(totalsOf(parts, about)).toMatchObject({ branches: 2, active: 1, figures: { held: 1, present: 20 } })
  expect(attention(aSnapshot(parts))[0]).toEqual({ code: 'uncounted', parts: [lost], duty: null })
})

test('a meeting of all members without people is done, and still waits for them', () => {
  const done = (unrecorded: number) => aPart({ duties: [anAssembly({ done: 1, unrecorded })] })
  expect(totalsOf([done(0), done(1), aPart()], about)).toMatchObject({
    assemblies: 2,
    assembliesUnrecorded: 1,
  })
})

test('the hash of a snapshot tells its content, and nothing of the order in which it is kept', () => {
  const one = aSnapshot([aPart({ overdue: 1 })])
  const reordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reordered)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, of]) => [key, reordered(of)]),
    )
  }
  // The same values under the same keys.
  expect(hashOf(reordered(one) as typeof one)).toBe(hashOf(one))
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 99 }), (overdue) => {
      expect(hashOf(aSnapshot([aPart({ overdue })]))).not.toBe(hashOf(one))
    }),
  )
})
