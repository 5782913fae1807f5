import type { MemberId } from '../../../ids.ts'
import { momentsOf } from './moments.ts'
import { categoryOf, saysWhy } from './people.ts'
import { later, meetingOf, type Plan, readerOf, type Cast } from './scenario.ts'
import type { Seen } from './seen.ts'
import { isBefore } from '../../../time/order.ts'

type Choosing = { who: MemberId; about: string; message: string }

/** Presses the category of a leave on the card. */
function tellWhy({ actor }: Cast, { who, about, message }: Choosing): Promise<boolean> {
  const doing = { who, about, did: { what: 'askLeave' } as const, inGroup: false, message }
  return actor.press({ ...doing, label: categoryOf(who, about) })
}

/** People who said 请假 choose, most of them at once, and before long it is decided on. */
export function onLeaveForm(seen: Seen, cast: Cast): Plan[] {
  const who = readerOf(cast, seen)
  if (who === undefined || (!isAskedAgain(cast, seen) && !saysWhy(who, seen.about))) return []
  return choosing(cast, { who, about: seen.about, message: seen.message }, later(seen, 5))
}

/** Somebody chooses at that moment, and whoever decides does so before long. */
export function choosing(cast: Cast, one: Choosing, at: Temporal.Instant): Plan[] {
  const chosen = () => tellWhy(cast, one)
  return [
    { at, act: chosen },
    { at: at.add({ minutes: 30 }), act: () => decideOn(cast, one) },
  ]
}

// The form comes once more, at the moment of the private question, to those who did not say why.
function isAskedAgain(cast: Cast, seen: Seen): boolean {
  const meeting = meetingOf(cast, seen)
  const ask = meeting === undefined ? null : momentsOf(meeting, cast.frame).ask
  return ask !== null && !isBefore(seen.at, ask)
}

/** Remembers on which card of whom leaves from a meeting are decided: what comes later is added to it. */
export function onLeaveAsked(seen: Seen, { leaveCards }: Cast): Plan[] {
  leaveCards.push(seen)
  return []
}

/** The newest card on which the request stands, by whomever it is decided. */
async function decideOn(cast: Cast, { who: of, about }: Choosing): Promise<void> {
  const what = isRefused(cast, { about, of }) ? 'refuse' : 'approve'
  const label = what === 'approve' ? '同意' : '不同意'
  for (const card of cast.leaveCards.toReversed()) {
    const who = readerOf(cast, card)
    if (card.about !== about || who === undefined) continue
    const doing = { who, about, did: { what, of } as const, inGroup: false, message: card.message }
    if (await cast.actor.pressFor({ ...doing, label, member: of })) return
  }
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
