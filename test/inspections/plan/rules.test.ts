import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadHolidays } from '../../../config/holidays.ts'
import { BranchId, MemberId } from '../../../src/ids.ts'
import { draw, inspectionDays, mayInspect, printOf } from '../../../src/inspections/plan/rules.ts'
import type { Candidate } from '../../../src/inspections/types.ts'
import { isWorkday, openCalendar } from '../../../src/time/calendar.ts'

const calendar = openCalendar(await loadHolidays())
const day = (text: string) => Temporal.PlainDate.from(text)
const term = { id: 'T', name: 'T', week1Monday: day('2026-09-07'), weeks: 19 }
const days = inspectionDays(term, { from: day('2026-09-01'), calendar })
const branch = (n: number) => BranchId.parse(`B${n}`)
const branches = (count: number) => Array.from({ length: count }, (_, n) => branch(n))

const candidate = (most: number) =>
  fc.record({
    own: fc.nat(most - 1).map(branch),
    branches: fc.option(fc.subarray(branches(most)), { nil: null }),
    load: fc.nat(3),
  })

/** Some branches and some who inspect them. */
const drawing = (most: number, people: number) =>
  fc.record({
    branches: fc.integer({ min: 1, max: most }).map(branches),
    candidates: fc
      .array(candidate(most), { maxLength: people })
      .map((all) => all.map((one, n) => ({ ...one, who: MemberId.parse(`M${n}`) }))),
    seed: fc.nat(2 ** 31 - 2),
  })

test('every branch that anybody may inspect is drawn once, and nobody inspects the own or one that is not theirs', () => {
  fc.assert(
    fc.property(drawing(14, 6), (given) => {
      const { visits, nobody } = draw({ ...given, days })
      expect([...visits.map((one) => one.branch), ...nobody].sort()).toEqual([...given.branches].sort())
      for (const { branch: of, inspector } of visits) {
        const its = given.candidates.find(({ who }) => who === inspector)
        expect(its !== undefined && its.own !== of && (its.branches?.includes(of) ?? true)).toBe(true)
      }
      for (const of of nobody) expect(given.candidates.some((one) => mayInspect(one, of))).toBe(false)
    }),
    { numRuns: 200 },
  )
})

/** The least sum of squared loads that any assignment has: the most even one. */
function evenest(of: readonly BranchId[], candidates: readonly Candidate[]): number {
  const [first, ...rest] = of
  if (first === undefined) return candidates.reduce((sum, { load }) => sum + load * load, 0)
  const able = candidates.filter((one) => mayInspect(one, first))
  if (able.length === 0) return evenest(rest, candidates)
  const tries = able.map(({ who }) =>
    evenest(
      rest,
      candidates.map((one) => (one.who === who ? { ...one, load: one.load + 1 } : one)),
    ),
  )
  return Math.min(...tries)
}

test('no other draw is more even', () => {
  fc.assert(
    fc.property(drawing(6, 4), (given) => {
      const { visits } = draw({ ...given, days })
      const loads = given.candidates.map(
        ({ who, load }) => load + visits.filter(({ inspector }) => inspector === who).length,
      )
      const squares = loads.reduce((sum, load) => sum + load * load, 0)
      expect(squares).toBe(evenest(given.branches, given.candidates))
    }),
    { numRuns: 150 },
  )
})

test('loads differ by at most one where everybody may inspect every other branch', () => {
  const candidates = Array.from({ length: 5 }, (_, n) => ({
    ...{ who: MemberId.parse(`M${n}`), own: branch(n), branches: null, load: 0 },
  }))
  for (let seed = 0; seed < 50; seed += 1) {
    const { visits } = draw({ branches: branches(14), candidates, days, seed })
    const loads = candidates.map(({ who }) => visits.filter(({ inspector }) => inspector === who).length)
    expect(loads.sort()).toEqual([2, 3, 3, 3, 3])
  }
})

test('the same seed draws the same, and other seeds do not', () => {
  const candidates = [1, 2, 3].map((n) => ({
    ...{ who: MemberId.parse(`M${n}`), own: branch(n), branches: null, load: 0 },
  }))
  const prints = Array.from({ length: 40 }, (_, seed) => {
    const drawn = draw({ branches: branches(9), candidates, days, seed })
    expect(printOf(draw({ branches: branches(9), candidates, days, seed }))).toBe(printOf(drawn))
    return printOf(drawn)
  })
  expect(new Set(prints).size).toBe(40)
})

test('visits lie on workdays of the middle half of a term, no two on a day while there are enough', () => {
  expect([days[0]?.toString(), days.at(-1)?.toString()]).toEqual(['2026-10-08', '2026-12-18'])
  expect(days.filter((one) => !isWorkday(calendar, one))).toEqual([])
  const candidates = [{ who: MemberId.parse('M1'), own: branch(99), branches: null, load: 0 }]
  const { visits } = draw({ branches: branches(14), candidates, days, seed: 7 })
  expect(new Set(visits.map((one) => one.day.toString())).size).toBe(14)
  const gaps = visits.slice(1).map((one, n) => visits[n]?.day.until(one.day).days ?? 0)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(9)
})

test('once the middle is over what is left of the term is taken, and after the term nothing', () => {
  const from = (text: string) => inspectionDays(term, { from: day(text), calendar }).map(String)
  expect(from('2026-12-10')[0]).toBe('2026-12-10')
  expect(from('2026-12-21').slice(0, 2)).toEqual(['2026-12-21', '2026-12-22'])
  expect(from('2026-12-21').at(-1)).toBe('2027-01-15')
  expect(from('2027-01-18')).toEqual([])
})
