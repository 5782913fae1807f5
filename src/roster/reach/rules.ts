import { z } from 'zod'
import { ref } from '../../cards/ref.ts'
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
  const seen = known.filter(isOfSight)
  const gone = goneFromSight(seen, roll, sight)
  const found = new Set(gone.filter(({ kind }) => kind === 'unseen').map(({ about }) => about))
  const written = new Set<string>(roll.people.map(({ id }) => id))
  // What a letter told is told otherwise by a letter, or by a look that finds whom an earlier one missed.
  const told = known.filter((one) => !isOfSight(one))
  return [
    ...gone,
    ...told.filter(({ kind, about }) => !written.has(about) || (kind === 'unavailable' && found.has(about))),
  ]
}

function isOfSight({ kind }: Trouble): boolean {
  return kind === 'botOut' || kind === 'memberOut' || kind === 'unseen'
}

/** What the platform's code says about the receiver of a letter; null when it blames something else. */
export function troubleToldBy(code: string): 'unseen' | 'unavailable' | 'blocked' | null {
  return TOLD.get(code) ?? null
}

/** Whether a code says that a group is not what the roster thinks: the bot is out, or the group was dissolved. */
export function tellsOfGroup(code: string): boolean {
  return code === '230002' || code === '232009'
}

const TOLD = new Map<string, 'unseen' | 'unavailable' | 'blocked'>([
  ['230013', 'unavailable'],
  ['230029', 'unavailable'],
  ['230053', 'blocked'],
  ['230034', 'unseen'],
  ['99992351', 'unseen'],
  ['99992361', 'unseen'],
])

function goneFromSight<T extends Trouble>(known: readonly T[], roll: Roll, sight: Sight): T[] {
  const still = new Set(compare(roll, sight).map(keyOf))
  const untold = roll.places.filter(({ chat }) => sight.groups.has(chat) && !sight.inside.has(chat))
  const stays = (one: Trouble) =>
    one.kind === 'memberOut' && untold.some(({ id }) => id === partsOf(one).place)
  return known.filter((one) => !still.has(keyOf(one)) && !stays(one))
}

/** A member who is out of a place, or the place alone. */
const aboutRef = ref('{place}[/{member}]', { place: z.string(), member: z.string() })

/** The place and the member that a trouble is about; empty where it is about none. */
export function partsOf({ kind, about }: Trouble): { place: string; member: string } {
  if (kind !== 'botOut' && kind !== 'memberOut') return { place: '', member: about }
  const { place, member } = aboutRef.parse(about)
  return { place, member: member ?? '' }
}

/** When a check that failed so many times is tried again: minutes, the last one for ever. */
export function restAfter(failures: number): Temporal.Duration {
  return Temporal.Duration.from({ minutes: RESTS[Math.min(failures, RESTS.length) - 1] ?? 1 })
}

const RESTS = [1, 5, 15, 60]

function troublesIn({ id, chat, expected }: Place, { groups, inside }: Sight): Trouble[] {
  if (!groups.has(chat)) return [trouble('botOut', id)]
  const there = inside.get(chat)
  if (there === undefined) return []
  return expected
    .filter(({ openId }) => !there.has(openId))
    .map((member) => trouble('memberOut', aboutRef.text({ place: id, member: member.id })))
}

function trouble(kind: Trouble['kind'], about: string): Trouble {
  return { kind, about }
}

function keyOf({ kind, about }: Trouble): string {
  return `${kind} ${about}`
}
