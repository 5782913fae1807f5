import type { MemberId } from '../../../ids.ts'
import { momentsOf } from './moments.ts'
import { categoryOf, saysWhy } from './people.ts'
import { later, meetingOf, type Plan, readerOf, type Cast } from './scenario.ts'
import type { Seen } from './seen.ts'
import { isBefore } from '../../../time/order.ts'

type Choosing = { who: MemberId; about: string; message: string }

/** Presses the category of a leave on the card. */
export function tellWhy({ actor }: Cast, { who, about, message }: Choosing): Promise<boolean> {
  const doing = { who, about, did: { what: 'askLeave' } as const, inGroup: false, message }
  return actor.press({ ...doing, label: categoryOf(who, about) })
}

/** People who said 请假 give their reasons, most of them at once. */
export function onLeaveForm(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  if (who === undefined || (!isAskedAgain(cast, seen) && !saysWhy(who, seen.about))) return []
  return [{ at: later(seen, 5), act: () => tellWhy(cast, { who, about: seen.about, message: seen.message }) }]
}

// The form comes once more, at the moment of the private question, to those who did not say why.
function isAskedAgain(cast: Cast, seen: Seen): boolean {
  const meeting = meetingOf(cast, seen)
  const ask = meeting === undefined ? null : momentsOf(meeting, cast.frame).ask
  return ask !== null && !isBefore(seen.at, ask)
}

/** Leaves are decided on before long. */
export function onLeaveAsked(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  const of = cast.college.members.find(({ id }) => id === seen.member)?.id
  if (who === undefined || of === undefined) return []
  const what = isRefused(cast, { about: seen.about, of }) ? 'refuse' : 'approve'
  const doing = { who, about: seen.about, did: { what, of } as const, inGroup: false, message: seen.message }
  return [
    {
      at: later(seen, 25),
      act: () => cast.actor.press({ ...doing, label: what === 'approve' ? '同意' : '不同意' }),
    },
  ]
}

/** One request is refused: the first for the branch secretary's lecture. */
function isRefused({ actor }: Cast, request: { about: string; of: MemberId }): boolean {
  const first = actor.actions.find(({ did, about }) => about === 'A041' && did.what === 'askLeave')
  return first?.about === request.about && first.who === request.of
}

/** People whose leave was refused come after all. */
export function onDecided(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  const isRefusal = seen.labels.includes('参加')
  const about = cast.actor.actions.findLast(({ did }) => did.what === 'refuse')?.about
  if (who === undefined || !isRefusal || about === undefined) return []
  const doing = { who, about, did: { what: 'join' } as const, inGroup: false, message: seen.message }
  return [{ at: later(seen, 15), act: () => cast.actor.press({ ...doing, label: '参加' }) }]
}
