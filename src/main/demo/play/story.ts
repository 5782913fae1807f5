import { narration, openPage, type StoryEvent } from './narration.ts'
import type { Action, What } from './action.ts'
import type { Chats } from './chats.ts'
import type { Kind, Seen } from './seen.ts'

const NARRATION: Readonly<Record<Kind | What, keyof typeof narration>> = {
  notice: 'notice',
  cancelled: 'notice',
  join: 'answers',
  leave: 'answers',
  askLeave: 'answers',
  approve: 'answers',
  refuse: 'answers',
  leaveForm: 'answers',
  leaveAsked: 'answers',
  decided: 'answers',
  ask: 'ask',
  checkin: 'checkin',
  checkIn: 'checkin',
  request: 'report',
  confirmRoll: 'report',
  reply: 'report',
  photo: 'report',
  fill: 'report',
  submit: 'report',
  drop: 'report',
  confirm: 'report',
  noted: 'report',
  chase: 'chase',
  escalation: 'chase',
  digest: 'digest',
  branchDigest: 'digest',
  help: 'talk',
  todo: 'talk',
  hint: 'talk',
  say: 'talk',
  unknown: 'talk',
}

/** The branch that is followed closely; the others are told together. */
const HERO = '本科二支部'

/** The week in few lines: one for each thing that happened to a kind of person on a day. */
export function story(seen: readonly Seen[], actions: readonly Action[], chats: Chats): string[] {
  const buckets = Map.groupBy(happenings(seen, actions), (one) => {
    const own = one.about !== '' && chats.branch(one.about) === HERO ? one.about : ''
    return `${chats.day(one.at)} ${NARRATION[one.kind]} ${own}`
  })
  return [...buckets.values()].sort(inOrder).flatMap((bucket) => lineOf(bucket, chats))
}

// What happened within the same minute is always told in the same order.
function inOrder([one]: readonly StoryEvent[], [other]: readonly StoryEvent[]): number {
  if (one === undefined || other === undefined) return 0
  const byMinute = minuteOf(one) - minuteOf(other)
  return byMinute === 0 ? rankOf(one).localeCompare(rankOf(other)) : byMinute
}

function minuteOf({ at }: StoryEvent): number {
  return Math.floor(at.epochMilliseconds / 60_000)
}

function rankOf({ kind, about }: StoryEvent): string {
  return `${Object.keys(narration).indexOf(NARRATION[kind])} ${about}`
}

/** Messages and actions in order of time. */
export function happenings(seen: readonly Seen[], actions: readonly Action[]): StoryEvent[] {
  const all: StoryEvent[] = [
    ...seen.map((one) => ({ at: one.at, about: one.about, kind: one.kind, seen: one })),
    ...actions.map((action) => ({ at: action.at, about: action.about, kind: action.did.what, action })),
  ]
  return all.sort((a, b) => Temporal.Instant.compare(a.at, b.at))
}

function lineOf(bucket: readonly StoryEvent[], chats: Chats): string[] {
  const [first, last] = [bucket[0], bucket.at(-1)]
  if (first === undefined || last === undefined) return []
  const told = narration[NARRATION[first.kind]](openPage(bucket, chats))
  const goesOn = minuteOf(last) - minuteOf(first) >= GOES_ON_MINUTES
  return told === null ? [] : [`${chats.moment(first.at)}${goesOn ? '起' : ''} ${told}`]
}

/** What lasts longer is told with the time at which it began. */
const GOES_ON_MINUTES = 30
