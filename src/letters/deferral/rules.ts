import { isAfter, isBefore } from '../../time/order.ts'
import { allowedFrom, type Quiet } from '../../time/silent.ts'
import type { Urgency } from '../types.ts'

/** How a letter stands when its turn has come. */
export type Situation = {
  urgency: Urgency
  now: Temporal.Instant
  uselessAfter: Temporal.Instant | null
  quiet: Quiet
  /** The day it concerns: that day's rest does not keep it. */
  about: Temporal.PlainDate | null
  /** The pause that holds it. */
  heldBy: string | null
  /** Reminders that its receiver was sent today; a group has no cap. */
  today: { sent: number; cap: number } | null
  /** Whether it is the summary of the day, which carries the other reminders. */
  isSummary: boolean
}

/** What becomes of a letter in its turn: `lapse`: the next allowed moment would be too late for it. */
export type Ruling =
  | { kind: 'go'; counts: boolean }
  | { kind: 'hold'; by: string }
  | { kind: 'later'; at: Temporal.Instant }
  | { kind: 'lapse'; code: 'silent' | 'cap' }
  | { kind: 'summarise' }

/** Decides on a letter that still matters: pause, silent times, daily cap, in this order. */
export function ruling(situation: Situation): Ruling {
  const { urgency, now, quiet, about, heldBy } = situation
  if (urgency === 'answer') return { kind: 'go', counts: false }
  if (heldBy !== null && urgency !== 'change') return { kind: 'hold', by: heldBy }
  const allowed = allowedFrom(now, quiet, about ?? undefined)
  if (isAfter(allowed, now)) {
    const late = laterOr(situation, allowed, 'silent')
    // Booked at night for the early morning: told at once rather than too late.
    if (late.kind === 'later' || urgency === 'reminder') return late
  }
  return urgency === 'reminder' ? capped(situation) : { kind: 'go', counts: false }
}

function capped(situation: Situation): Ruling {
  const { today, isSummary } = situation
  if (today === null || today.cap === 0) return { kind: 'go', counts: true }
  if (today.sent >= today.cap) return laterOr(situation, nextMorning(situation), 'cap')
  const isLast = today.sent === today.cap - 1
  return isLast && !isSummary ? { kind: 'summarise' } : { kind: 'go', counts: true }
}

/** Where nothing is ever silent, the next day begins at the same time of day. */
function nextMorning({ now, quiet, about }: Situation): Temporal.Instant {
  const tomorrow = now.toZonedDateTimeISO(quiet.zone).add({ days: 1 })
  const from = quiet.silent === null ? tomorrow : tomorrow.startOfDay()
  return allowedFrom(from.toInstant(), quiet, about ?? undefined)
}

function laterOr({ uselessAfter }: Situation, at: Temporal.Instant, code: 'silent' | 'cap'): Ruling {
  const useful = uselessAfter === null || isBefore(at, uselessAfter)
  return useful ? { kind: 'later', at } : { kind: 'lapse', code }
}

/** The moment this evening at which a reminder comes again; null when it has passed or is silent. */
export function eveningOf(
  now: Temporal.Instant,
  quiet: Quiet,
  evening: Temporal.PlainTime,
): Temporal.Instant | null {
  const at = now.toZonedDateTimeISO(quiet.zone).withPlainTime(evening).toInstant()
  const ahead = isBefore(now, at)
  return ahead && allowedFrom(at, quiet).equals(at) ? at : null
}
