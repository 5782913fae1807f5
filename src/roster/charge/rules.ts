import type { BranchId, MemberId } from '../../ids.ts'
import type { Administrator } from './types.ts'

const REACH = ['here', 'known', 'none'] as const

/**
 * The administrators before whom a branch's matter may be put, the one in charge first: whoever can be reached before the
 * others, then whoever the college's file names for it, then those named for no branch. Nobody has the own branch's matter
 * while another administrator can be reached, and never one of `besides`. A branch of null is the college.
 */
export function inOrder(
  all: readonly Administrator[],
  { branch, besides }: { branch: BranchId | null; besides: readonly MemberId[] },
): MemberId[] {
  const others = all.filter(({ who }) => !besides.includes(who))
  const outside = others.filter(({ of }) => of !== branch)
  const may = outside.some(({ reach }) => reach === 'here') ? outside : others
  return may.toSorted((a, b) => placeOf(a, branch) - placeOf(b, branch)).map(({ who }) => who)
}

/** The same, where those who are equally in charge take turns: whoever is first has the `turn`th matter, counted from 0. */
export function inTurn(
  all: readonly Administrator[],
  { turn, ...matter }: { branch: BranchId | null; besides: readonly MemberId[]; turn: number },
): MemberId[] {
  const order = inOrder(all, matter)
  const places = new Map(all.map((one) => [one.who, placeOf(one, matter.branch)]))
  const equals = order.filter((who) => places.get(who) === places.get(order[0] ?? who))
  const first = turn % Math.max(1, equals.length)
  return [...equals.slice(first), ...equals.slice(0, first), ...order.slice(equals.length)]
}

function placeOf({ reach, branches }: Administrator, branch: BranchId | null): number {
  const perReach = 3
  if (branch !== null && branches.includes(branch)) return REACH.indexOf(reach) * perReach
  return REACH.indexOf(reach) * perReach + (branches.length === 0 ? 1 : 2)
}
