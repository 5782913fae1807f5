import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BranchId, MemberId } from '../../../src/ids.ts'
import { inOrder, inTurn } from '../../../src/roster/charge/rules.ts'
import type { Administrator } from '../../../src/roster/charge/types.ts'

const [B01, B02, B03] = [BranchId.parse('B01'), BranchId.parse('B02'), BranchId.parse('B03')]
const [A, B, C] = [MemberId.parse('MA'), MemberId.parse('MB'), MemberId.parse('MC')]

function an(who: MemberId, over: Partial<Administrator> = {}): Administrator {
  return { who, of: B03, branches: [], reach: 'here', ...over }
}

const inCharge = (all: Administrator[], branch: BranchId | null, besides: MemberId[] = []) =>
  inOrder(all, { branch, besides })

test('whoever the file names for a branch is in charge, then those named for none, then the others', () => {
  const all = [an(A, { branches: [B02] }), an(B), an(C, { branches: [B01] })]
  expect(inCharge(all, B01)).toEqual([C, B, A])
  expect(inCharge(all, B02)).toEqual([A, B, C])
  expect(inCharge(all, null)).toEqual([B, A, C])
})

test('of two for one branch the first has it, and the second when that one cannot be reached', () => {
  const two = (reach: Administrator['reach']) => [
    an(A, { branches: [B01], reach }),
    an(B, { branches: [B01] }),
  ]
  expect(inCharge(two('here'), B01)).toEqual([A, B])
  expect(inCharge(two('known'), B01)).toEqual([B, A])
})

test('nobody has the own branch’s matter while another can be reached, and never the own', () => {
  const all = [an(A, { of: B01, branches: [B01] }), an(B)]
  expect(inCharge(all, B01)).toEqual([B])
  expect(inCharge([an(A, { of: B01 }), an(B, { reach: 'known' })], B01)).toEqual([A, B])
  expect(inCharge(all, B01, [B])).toEqual([A])
  expect(inCharge([an(A)], B01, [A])).toEqual([])
})

test('those who are equally in charge take turns, branch by branch; whoever is named for one has it always', () => {
  const all = [an(A), an(B), an(C, { reach: 'known' })]
  const turns = [0, 1, 2].map((turn) => inTurn(all, { branch: B01, besides: [], turn }))
  expect(turns).toEqual([
    [A, B, C],
    [B, A, C],
    [A, B, C],
  ])
  const named = [an(A), an(B, { branches: [B01] })]
  expect(inTurn(named, { branch: B01, besides: [], turn: 1 })).toEqual([B, A])
  expect(inTurn([an(A)], { branch: B01, besides: [A], turn: 1 })).toEqual([])
})

const administrators = fc.uniqueArray(
  fc.record({
    who: fc.constantFrom(A, B, C),
    of: fc.constantFrom(B01, B02, B03),
    branches: fc.subarray([B01, B02, B03]),
    reach: fc.constantFrom('here', 'known', 'none'),
  }),
  { selector: ({ who }) => who },
)

test('whenever somebody besides the concerned is an administrator, one is in charge, and a reachable one first', () => {
  fc.assert(
    fc.property(
      administrators,
      fc.constantFrom(B01, B02, null),
      fc.subarray([A, B, C]),
      (all, branch, besides) => {
        const order = inCharge(all, branch, besides)
        const others = all.filter(({ who }) => !besides.includes(who))
        expect(order.length > 0).toBe(others.length > 0)
        expect(order.some((who) => besides.includes(who))).toBe(false)
        const first = all.find(({ who }) => who === order[0])
        if (others.some(({ reach }) => reach === 'here')) expect(first?.reach).toBe('here')
      },
    ),
  )
})
