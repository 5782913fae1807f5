import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BranchId, GroupId, MemberId } from '../../../src/ids.ts'
import { isFiled, mayRead } from '../../../src/reports/records/rules.ts'
import { REQUEST_STATES } from '../../../src/reports/types.ts'
import type { Rights } from '../../../src/roster/types.ts'
import { aRequest } from '../a-request.ts'

const nothing: Rights = {
  admin: false,
  committee: false,
  ...{ secretaryOf: [], leads: [], branchCommitteeOf: [], leaderOf: [], inspects: [] },
}
const SOMEBODY = MemberId.parse('M0999')
const [branch, group] = [BranchId.parse('B10'), GroupId.parse('B10G1')]
const may = (rights: Partial<Rights>, over: Parameters<typeof aRequest>[0] = {}, by = SOMEBODY) =>
  mayRead(aRequest({ branch, group, ...over }), by, { ...nothing, ...rights })

test('a record is read by the branch’s committee, the group’s leader, its host, its inspectors and administrators', () => {
  expect(may({})).toBe(false)
  for (const rights of [
    { admin: true },
    { branchCommitteeOf: [branch] },
    { leaderOf: [group] },
    { inspects: [branch] },
  ])
    expect(may(rights)).toBe(true)
  expect(may({}, { owner: SOMEBODY })).toBe(true)
})

test('no office of another branch or group reads it, and the college’s committee reads the college’s own', () => {
  const other = BranchId.parse('B04')
  const others = {
    branchCommitteeOf: [other],
    inspects: [other],
    leads: [other],
    leaderOf: [GroupId.parse('B10G2')],
  }
  expect(may({ ...others, committee: true })).toBe(false)
  expect(may({ leaderOf: [group] }, { group: null })).toBe(false)
  expect(may({ committee: true }, { branch: null, group: null })).toBe(true)
  expect(may(others, { branch: null, group: null })).toBe(false)
})

test('filed is what passed, and what was handed in and nobody reads', () => {
  const about = (kind: 'meeting' | 'visit' | 'collection' | 'remedy') => ({ kind, id: 'A' })
  fc.assert(
    fc.property(fc.constantFrom(...REQUEST_STATES), fc.boolean(), (state, drawn) => {
      const isIt = state === 'approved' || (state === 'submitted' && !drawn)
      expect(isFiled(aRequest({ state, drawn, about: about('meeting') }))).toBe(isIt)
      expect(isFiled(aRequest({ state, drawn, about: about('visit') }))).toBe(isIt)
      for (const kind of ['collection', 'remedy'] as const)
        expect(isFiled(aRequest({ state, drawn, about: about(kind) }))).toBe(false)
    }),
  )
})
