import type { BranchId } from '../../ids.ts'
import { isBefore } from '../../time/order.ts'
import type { Days, Order, Piece } from '../types.ts'

/**
 * The smaller files in the place of one that is too large: of all, one of each branch and one of the college's own meetings;
 * of a branch, one of each month. None: it is of one month already.
 */
export function piecesOf(
  { of, days, place }: Pick<Order, 'of' | 'days' | 'place'>,
  branches: readonly BranchId[],
): Piece[] {
  if (of === 'all') return [...branches, 'college' as const].map((one, at) => ({ of: one, days, place: at }))
  const months = monthsIn(days)
  return months.length === 1 ? [] : months.map((month) => ({ of, days: month, place }))
}

function monthsIn({ from, to }: Days): Days[] {
  const next = from.with({ day: 1 }).add({ months: 1 })
  if (!isBefore(next, to)) return [{ from, to }]
  return [{ from, to: next }, ...monthsIn({ from: next, to })]
}
