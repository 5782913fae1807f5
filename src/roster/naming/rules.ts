import type { MemberId } from '../../ids.ts'
import { words } from './words.ts'

/** A person with what tells namesakes apart. */
export type Named = { id: MemberId; name: string; branch: string; group: string | null }

/**
 * What each of these people is called among all whom the reader may think of: by name; whoever shares it, with the branch
 * where that tells them apart, else the group, else the id.
 */
export function namesAmong(people: readonly Named[], concerned: readonly Named[]): Map<MemberId, string> {
  const namesakes = Map.groupBy(concerned, ({ name }) => name)
  return new Map(people.map((one) => [one.id, nameOf(one, namesakes.get(one.name) ?? [])]))
}

function nameOf(one: Named, namesakes: readonly Named[]): string {
  const others = namesakes.filter(({ id }) => id !== one.id)
  if (others.length === 0) return one.name
  const isOwn = (what: 'branch' | 'group') =>
    one[what] !== null && others.every((other) => other[what] !== one[what])
  const apart = isOwn('branch') ? one.branch : null
  return words.apart(one.name, apart ?? (isOwn('group') ? one.group : null) ?? one.id)
}
