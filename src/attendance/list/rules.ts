import type { MemberId } from '../../ids.ts'
import type { Meeting } from '../../meetings/types.ts'
import type { Role } from '../types.ts'
import { isAfter } from '../../time/order.ts'
import type { ByHand, Exemption, HandChange } from './types.ts'

type Lists = { expected: readonly MemberId[]; exempt: readonly MemberId[]; observers: readonly MemberId[] }

/** A person's place on the list of a meeting. */
export type Place = { who: MemberId; role: Role }

/** One role for each: who belongs to the audience is never an observer of it. */
export function roles({ expected, exempt, observers }: Lists): Place[] {
  const all = new Map<MemberId, Role>()
  for (const who of observers) all.set(who, 'observer')
  for (const who of exempt) all.set(who, 'exempt')
  for (const who of expected) all.set(who, 'due')
  return [...all].map(([who, role]) => ({ who, role }))
}

/** Who is exempt from a meeting of a branch on that day, though the roster expects them. (domain §2.3) */
export function withExemptions(
  places: readonly Place[],
  all: readonly Exemption[],
  { branch, on }: { branch: Meeting['branch']; on: Temporal.PlainDate },
): Place[] {
  const isIn = ({ from, until }: Exemption) => !isAfter(from, on) && (until === null || !isAfter(on, until))
  const exempt = new Set(all.filter((one) => one.branch === branch && isIn(one)).map(({ who }) => who))
  return places.map(({ who, role }) => ({ who, role: role === 'due' && exempt.has(who) ? 'exempt' : role }))
}

/** The list as the roster says it, with what was changed by hand. */
export function withChanges(places: readonly Place[], changes: readonly ByHand[]): Place[] {
  const all = new Map(places.map(({ who, role }) => [who, role]))
  for (const { who, change } of changes) {
    const role = all.get(who)
    if (change === 'add') all.set(who, 'due')
    else if (change === 'remove' || (change === 'dismiss' && role === 'observer')) all.delete(who)
    // Who belongs to the audience is never an observer of it.
    else if (change === 'observe' && role === undefined) all.set(who, 'observer')
  }
  return [...all].map(([who, role]) => ({ who, role }))
}

const ROLE_AFTER: Record<HandChange, Role> = {
  add: 'due',
  remove: 'out',
  observe: 'observer',
  dismiss: 'out',
}

/** How a person stands after a change by hand. */
export function roleAfter(change: HandChange): Role {
  return ROLE_AFTER[change]
}

/** Why a change by hand makes no sense for somebody who stands like this, or null. */
export function refusalToChange(
  change: HandChange,
  role: Role | null,
): 'isOn' | 'isNotOn' | 'isExpected' | null {
  switch (change) {
    case 'add':
      return role === 'due' ? 'isOn' : null
    case 'remove':
      return role === 'due' ? null : 'isNotOn'
    case 'observe':
      if (role === 'observer') return 'isOn'
      return role === 'due' || role === 'exempt' ? 'isExpected' : null
    case 'dismiss':
      return role === 'observer' ? null : 'isNotOn'
  }
}

/** What must be written so that a list becomes another: who is not on that one stays as `out`. In order of id. */
export function changesTo(wanted: readonly Place[], from: readonly Place[]): Place[] {
  const before = new Map(from.map(({ who, role }) => [who, role]))
  const after = new Map(wanted.map(({ who, role }) => [who, role]))
  const gone = from.filter(({ who, role }) => role !== 'out' && !after.has(who))
  const changed = wanted.filter(({ who, role }) => before.get(who) !== role)
  const all: Place[] = [...changed, ...gone.map(({ who }) => ({ who, role: 'out' as const }))]
  return all.toSorted((one, other) => one.who.localeCompare(other.who))
}

/** Who observes, and who stops, by these changes: all that may still change once who is expected is frozen. */
export function ofObservers(changes: readonly Place[], from: readonly Place[]): Place[] {
  const before = new Map(from.map(({ who, role }) => [who, role]))
  const isFree = (who: MemberId) => ['observer', 'out', undefined].includes(before.get(who))
  return changes.filter(({ who, role }) => (role === 'observer' || role === 'out') && isFree(who))
}

/** What changes make of a list: who is expected and was not, who no longer is, and everybody whose role they change. */
export function changeOf(changes: readonly Place[], from: readonly Place[]) {
  const before = new Set(from.filter(({ role }) => role === 'due').map(({ who }) => who))
  const of = (places: readonly Place[]) => places.map(({ who }) => who)
  return {
    joined: of(changes.filter(({ role }) => role === 'due')),
    left: of(changes.filter(({ who, role }) => role !== 'due' && before.has(who))),
    changed: of(changes),
  }
}

/** What a list is made for: of a meeting for other people it is made anew, frozen or not. */
export function listedFor({ audience, types }: Pick<Meeting, 'audience' | 'types'>): string {
  return JSON.stringify([audience, types])
}
