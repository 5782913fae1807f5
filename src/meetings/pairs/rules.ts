import type { MeetingType } from '../../../config/college.ts'
import { isOneSitting, isWithdrawn, needSamePlace, overlaps } from '../rules.ts'
import type { Meeting, MeetingRecord } from '../types.ts'
import { words } from '../words.ts'
import type { Merging, Pair, PairStatus, Roles } from './types.ts'
import { earlier, isBefore, later } from '../../time/order.ts'

/** Two meetings in order of id: by it they are locked, and known as a pair. */
export function pairOf(first: Meeting, second: Meeting): Pair {
  return first.id < second.id ? { one: first, other: second } : { one: second, other: first }
}

/** Which of two stays: the one people were told of, else the earlier, else that of the lower id. */
export function rolesOf({ one, other }: Pair): Roles {
  const isOther =
    wasAnnounced(one) === wasAnnounced(other) ? isBefore(other.startsAt, one.startsAt) : wasAnnounced(other)
  return isOther ? { kept: other, absorbed: one } : { kept: one, absorbed: other }
}

/** Whether people were told of it, and that was not taken back. */
export function wasAnnounced(meeting: Meeting): boolean {
  return meeting.announced && !isWithdrawn(meeting)
}

/** Whether two meetings ahead are one sitting. */
export function isPair({ one, other }: Pair, on: { known: readonly MeetingType[]; now: Temporal.Instant }) {
  const isAhead = ({ state, startsAt }: Meeting) => state === 'scheduled' && isBefore(on.now, startsAt)
  return isAhead(one) && isAhead(other) && isOneSitting(one, other, on.known)
}

/** How a pair stands. */
export function pairStatusOf(
  { state }: Pick<Merging, 'state'>,
  pair: Pair,
  on: Parameters<typeof isPair>[1],
): PairStatus {
  return state !== 'open' || isPair(pair, on) ? state : 'past'
}

type Sitting = Pick<
  MeetingRecord,
  | 'types'
  | 'title'
  | 'titles'
  | 'agenda'
  | 'observers'
  | 'flagged'
  | 'training'
  | 'startsAt'
  | 'endsAt'
  | 'place'
>

/**
 * A meeting with what another one is about: its types, title, agenda and observers, each once. The time covers both as long
 * as they have a moment and the place in common; otherwise the one that stays says when.
 */
export function merged<M extends Sitting>(kept: M, absorbed: Sitting): M {
  const together = overlaps(kept, absorbed) && isSamePlace(kept.place, absorbed.place)
  const bounds = together ? [kept, absorbed] : [kept]
  return {
    ...kept,
    types: union(kept.types, absorbed.types),
    ...calledBy(kept.title.includes(absorbed.title) ? kept.titles : [...kept.titles, ...absorbed.titles]),
    agenda: union(kept.agenda, absorbed.agenda),
    observers: union(kept.observers, absorbed.observers),
    flagged: union(kept.flagged, absorbed.flagged),
    training: kept.training ?? absorbed.training,
    startsAt: bounds.map(({ startsAt }) => startsAt).reduce(earlier),
    endsAt: bounds.map(({ endsAt }) => endsAt).reduce(later),
  }
}

/** Whether what was taken in is still held with the other, when its line in the file is read anew. */
export function isHeldWith(
  kept: Pick<MeetingRecord, 'audience' | 'startsAt' | 'endsAt' | 'place'>,
  next: Pick<MeetingRecord, 'audience' | 'startsAt' | 'endsAt' | 'place'>,
): boolean {
  const samePeople = JSON.stringify(kept.audience) === JSON.stringify(next.audience)
  return samePeople && overlaps(kept, next) && isSamePlace(kept.place, next.place)
}

/** A meeting without types, titles and training of one that it had taken in. What was added to its agenda stays. */
export function parted(kept: Meeting, absorbed: Pick<Meeting, 'types' | 'titles' | 'training'>): Meeting {
  const isIts = JSON.stringify(kept.training) === JSON.stringify(absorbed.training)
  return {
    ...kept,
    training: isIts ? null : kept.training,
    types: kept.types.filter((type) => !absorbed.types.includes(type)),
    ...calledBy(kept.titles.filter((part, n) => n === 0 || !absorbed.titles.includes(part))),
  }
}

/** A sitting is called by all that it is. */
function calledBy(titles: string[]): Pick<Meeting, 'title' | 'titles'> {
  return { titles, title: titles.join(words.and) }
}

function isSamePlace(one: string, other: string): boolean {
  return one === other || needSamePlace(one, other)
}

function union<T>(one: readonly T[], other: readonly T[]): T[] {
  const known = new Set(one.map((each) => JSON.stringify(each)))
  return [...one, ...other.filter((each) => !known.has(JSON.stringify(each)))]
}
