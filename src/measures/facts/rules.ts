import { isBefore, isWithin } from '../../time/order.ts'
import type { Outcome, Part, Sitting, Window } from '../types.ts'
import type { Known, Meeting, Presence } from './types.ts'

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

/** A person's part in a sitting, with a roll of that person alone; null when the person was not to come. */
export function partIn<S extends Pick<Sitting, 'roll' | 'makeups'>>(
  one: S,
  own: Presence | undefined,
): (S & Omit<Part, keyof Sitting>) | null {
  if (own === undefined || (own.standing !== 'due' && own.standing !== 'observer')) return null
  const { member, mark, asked, made } = own
  const isExpected = own.standing === 'due'
  const is = (...marks: string[]) => Number(isExpected && marks.includes(mark ?? ''))
  const roll = one.roll && {
    ...one.roll,
    expected: Number(isExpected),
    present: is('present', 'late'),
    late: is('late'),
    leave: is('leave'),
    absent: is('absent'),
    unconfirmed: Number(isExpected && mark === null && one.roll.closedAt !== null),
    observers: Number(own.standing === 'observer' && (mark === 'present' || mark === 'late')),
  }
  return { ...one, roll, makeups: { asked: Number(asked), made: Number(made) }, member, mark, isExpected }
}
