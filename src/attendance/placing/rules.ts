import type { MemberId } from '../../ids.ts'
import { earlier, isAfter, later } from '../../time/order.ts'
import type { LeaveRequest, Placed } from '../leaves/types.ts'
import type { Roll } from '../types.ts'

/** Nobody is reminded sooner after asking, nor so shortly before the start. */
const REMINDS = { afterHours: 2, beforeHours: 2, leastMinutes: 30 }

/**
 * When whoever decides is reminded of what was asked now and still waits: when the answers are due, two hours before the
 * start at the latest, and two hours after it was asked at the earliest; null when no time is left.
 */
export function reminderAt(
  asked: Temporal.Instant,
  { answerBy, startsAt }: Pick<Roll, 'answerBy' | 'startsAt'>,
): Temporal.Instant | null {
  const latest = earlier(answerBy, startsAt.subtract({ hours: REMINDS.beforeHours }))
  const at = later(latest, asked.add({ hours: REMINDS.afterHours }))
  return isAfter(at, startsAt.subtract({ minutes: REMINDS.leastMinutes })) ? null : at
}

type Placing = {
  /** The person who asks again after a withdrawal: nobody had decided, and the line may come back where it was. */
  again: MemberId | null
  deciderOf: (who: MemberId) => MemberId | null
}

/**
 * On which card each request stands that has no place yet: on the one on which something waits for the same decider; where
 * all is decided a new one, which the decider notices. What was only withdrawn comes back on its own card.
 */
export function placed(all: readonly LeaveRequest[], { again, deciderOf }: Placing): Placed[] {
  const waits = ({ leave, isExpected }: LeaveRequest) => leave.state === 'asked' && isExpected
  const seeks = (one: LeaveRequest) => waits(one) && (one.leave.round === 0 || one.who === again)
  const open = new Map<MemberId, number>()
  for (const { who, leave } of all.filter((one) => waits(one) && !seeks(one))) {
    const by = deciderOf(who)
    if (by !== null) open.set(by, Math.max(open.get(by) ?? 0, leave.round))
  }
  const next = Math.max(0, ...all.map(({ leave }) => leave.round)) + 1
  return all.filter(seeks).flatMap(({ who, leave: { round: own } }) => {
    const by = deciderOf(who)
    if (by === null) return []
    const begins = !open.has(by)
    const round = open.get(by) ?? (own > 0 && !isSettled(all, own) ? own : next)
    open.set(by, round)
    return [{ who, round, begins }]
  })
}

/** Whether anything on that card was decided by somebody. */
function isSettled(all: readonly LeaveRequest[], round: number): boolean {
  return all.some(({ leave, decidedBy }) => leave.round === round && decidedBy !== null)
}
