import { isAfter, isBefore } from '../../time/order.ts'
import type { Cell } from '../types.ts'
import type { Counted } from './types.ts'

/** So long after its days are over a figure is followed: what is corrected later changes no step. */
const FOLLOWED = { days: 60 }

/** Whether the days of a cell have begun, and are not long over. */
export function isFollowed(
  { from, until }: Pick<Cell, 'from' | 'until'>,
  today: Temporal.PlainDate,
): boolean {
  return !isAfter(from, today) && !isBefore(until.add(FOLLOWED), today)
}

/** What a figure makes of a step: done once it is reached and whole, to be done again once it is not reached any more. */
export function moveBy({ count, atLeast, gaps }: Counted, state: Cell['state']): 'reach' | 'unreach' | null {
  const isReached = count >= atLeast
  if (state === 'open' && isReached && gaps.length === 0) return 'reach'
  return state === 'done' && !isReached ? 'unreach' : null
}
