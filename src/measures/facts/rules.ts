import { isBefore, isWithin } from '../../time/order.ts'
import type { Outcome, Window } from '../types.ts'
import type { Known, Meeting } from './types.ts'

/**
 * What became of a meeting in a window; null when it was not planned for it. Planned for a window is a meeting whose start
 * lies in it, as it was known last before the window began or, when nothing was known then, first; and one that was brought
 * forward into it, so that each sitting is planned for the window in which it takes place.
 */
export function outcomeIn(
  { from, to }: Pick<Window, 'from' | 'to'>,
  { startsAt, state }: Pick<Meeting, 'startsAt' | 'state'>,
  starts: readonly Known[],
): Outcome | null {
  const planned = starts.findLast(({ at }) => isBefore(at, from)) ?? starts[0]
  const isHere = isWithin(startsAt, { from, to })
  const isPlanned = planned !== undefined && isWithin(planned.startsAt, { from, to })
  return isHere || isPlanned ? outcomeOf(state, isHere) : null
}

function outcomeOf(state: string, isHere: boolean): Outcome {
  // A sitting of which the record says that it was not held 未召开 was cancelled, if late.
  if (state === 'cancelled' || state === 'unheld') return 'cancelled'
  if (!isHere) return 'moved'
  if (state === 'adjourned') return 'adjourned'
  return state === 'ended' ? 'held' : 'open'
}
