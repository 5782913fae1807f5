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
  const rank = ({ branches }: Administrator) => {
    if (branch !== null && branches.includes(branch)) return 0
    return branches.length === 0 ? 1 : 2
  }
  return may
    .toSorted((a, b) => REACH.indexOf(a.reach) - REACH.indexOf(b.reach) || rank(a) - rank(b))
    .map(({ who }) => who)
}
