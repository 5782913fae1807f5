import type { Place, Roll, Sight, Trouble } from './types.ts'

/** Where the platform contradicts the roster: each trouble once. What the platform would not tell is not concluded. */
export function compare({ places, people }: Roll, sight: Sight): Trouble[] {
  const found = [
    ...places.flatMap((place) => troublesIn(place, sight)),
    ...people.filter(({ openId }) => !sight.visible.has(openId)).map(({ id }) => trouble('unseen', id)),
  ]
  return [...new Map(found.map((one) => [keyOf(one), one])).values()]
}

/** What was known and is no longer so. Of a place that would not tell who is in it, what was known stays. */
export function mended<T extends Trouble>(known: readonly T[], roll: Roll, sight: Sight): T[] {
  const still = new Set(compare(roll, sight).map(keyOf))
  const untold = roll.places.filter(({ chat }) => sight.groups.has(chat) && !sight.inside.has(chat))
  const stays = (one: Trouble) =>
    one.kind === 'memberOut' && untold.some(({ id }) => id === partsOf(one).place)
  return known.filter((one) => !still.has(keyOf(one)) && !stays(one))
}

/** The place and the member that a trouble is about; empty where it is about none. */
export function partsOf({ kind, about }: Trouble): { place: string; member: string } {
  if (kind === 'unseen') return { place: '', member: about }
  const [place = '', member = ''] = about.split('/')
  return { place, member }
}

/** When a check that failed so many times is tried again: minutes, the last one for ever. */
export function restAfter(failures: number): Temporal.Duration {
  return Temporal.Duration.from({ minutes: RESTS[Math.min(failures, RESTS.length) - 1] ?? 1 })
}

const RESTS = [1, 5, 15, 60]

function troublesIn({ id, chat, due }: Place, { groups, inside }: Sight): Trouble[] {
  if (!groups.has(chat)) return [trouble('botOut', id)]
  const there = inside.get(chat)
  if (there === undefined) return []
  return due
    .filter(({ openId }) => !there.has(openId))
    .map((member) => trouble('memberOut', `${id}/${member.id}`))
}

function trouble(kind: Trouble['kind'], about: string): Trouble {
  return { kind, about }
}

function keyOf({ kind, about }: Trouble): string {
  return `${kind} ${about}`
}
