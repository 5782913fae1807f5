import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HALVES, QUORUM_KINDS } from '../../../config/college.ts'
import { meetingTypes } from '../../../config/college/meeting-types.ts'
import { quorumAt, usualKind, votersAmong } from '../../../src/attendance/quorum/rules.ts'

/** The handbook's own words, with nothing divided. (domain §2.3) */
const HANDBOOK = {
  general: { gte_half: (v: number, p: number) => 2 * p >= v, gt_half: (v: number, p: number) => 2 * p > v },
  committee: { gte_half: (v: number, p: number) => 2 * p >= v, gt_half: (v: number, p: number) => 2 * p > v },
  admission: { gte_half: (v: number, p: number) => 2 * p > v, gt_half: (v: number, p: number) => 2 * p > v },
  election: {
    gte_half: (v: number, p: number) => 5 * p >= 4 * v,
    gt_half: (v: number, p: number) => 5 * p >= 4 * v,
  },
}

const aCount = fc
  .integer({ min: 1, max: 400 })
  .chain((due) => fc.record({ due: fc.constant(due), present: fc.nat(due) }))

test('a vote is valid exactly where the handbook says so, and `needed` is the least number for which it is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...QUORUM_KINDS),
      fc.constantFrom(...HALVES),
      aCount,
      (kind, half, { due, present }) => {
        const isValid = HANDBOOK[kind][half]
        const { needed, isMet } = quorumAt(kind, { due, present }, half)
        expect(isMet).toBe(isValid(due, present))
        expect([isValid(due, needed), isValid(due, needed - 1)]).toEqual([true, false])
        expect(needed).toBeLessThanOrEqual(due)
      },
    ),
  )
})

test.for([
  ['general', 'gt_half', 18, 9, false],
  ['general', 'gt_half', 18, 10, true],
  ['general', 'gte_half', 18, 9, true],
  ['general', 'gte_half', 19, 9, false],
  ['admission', 'gte_half', 18, 9, false],
  ['admission', 'gt_half', 22, 17, true],
  ['election', 'gt_half', 20, 16, true],
  ['election', 'gt_half', 20, 15, false],
  ['election', 'gt_half', 21, 16, false],
  ['election', 'gt_half', 21, 17, true],
  ['committee', 'gt_half', 5, 3, true],
  ['committee', 'gte_half', 4, 2, true],
  ['committee', 'gt_half', 4, 2, false],
] as const)('%s by %s: of %i who may vote %i are there, enough: %s', ([kind, half, due, present, enough]) => {
  expect(quorumAt(kind, { due, present }, half).isMet).toBe(enough)
})

test('of nobody there is no quorum', () => {
  for (const kind of QUORUM_KINDS)
    for (const half of HALVES) expect(quorumAt(kind, { due: 0, present: 0 }, half).isMet).toBe(false)
})

test('full members with voting right count, and in a committee everybody; who is late has come', () => {
  const people = [
    { type: '正式', voting: true, mark: 'present' },
    { type: '正式', voting: true, mark: 'late' },
    { type: '正式', voting: true, mark: 'leave' },
    { type: '正式', voting: true, mark: null },
    { type: '正式', voting: false, mark: 'present' },
    { type: '预备', voting: false, mark: 'present' },
    // A slip in the list: whoever is on probation votes on nothing.
    { type: '预备', voting: true, mark: 'present' },
  ] as const
  expect(votersAmong(people, 'general')).toEqual({ due: 4, present: 2 })
  expect(votersAmong(people, 'committee')).toEqual({ due: 7, present: 5 })
})

test('the members’ meeting and the branch’s committee vote, a party day does not; of several types one suffices', () => {
  const known = meetingTypes([{ name: '读书会', quorum: 'general' }])
  expect(usualKind(['支部党员大会'], known)).toBe('general')
  expect(usualKind(['支委会'], known)).toBe('committee')
  expect(usualKind(['主题党日'], known)).toBeNull()
  expect(usualKind(['主题党日', '支部党员大会'], known)).toBe('general')
  expect(usualKind(['读书会'], known)).toBe('general')
})
