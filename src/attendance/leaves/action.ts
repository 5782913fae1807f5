import { z } from 'zod'
import { action } from '../../cards/action.ts'
import { MeetingId, MemberId } from '../../ids.ts'
import type { ActionHandler } from '../../letters/types.ts'
import { correctLeave } from '../checkin/service.ts'
import { toastFor } from '../words.ts'
import { changeDecision, decideAll, decideLeave, type Shown } from './service.ts'
import { words } from './words.ts'

const verdict = z.enum(['approved', 'refused'])
/** Which request of the person was shown; a card of earlier days does not say. */
const n = z.string().regex(/^\d*$/).default('')

/** 同意 or 不同意 to somebody's leave. */
export const decideAction = action(
  'attendance.decide',
  z.object({ meeting: MeetingId, member: MemberId, verdict, n }),
)

/** 改为同意 or 改为不同意. */
export const changeAction = action(
  'attendance.changeDecision',
  z.object({ meeting: MeetingId, member: MemberId, verdict, n }),
)

/** 全部同意: to those that were shown, each with its number, as `M0001:1,M0002:2`. */
export const decideAllAction = action(
  'attendance.decideAll',
  z.object({ meeting: MeetingId, seen: z.string() }),
)

/** The requests that a card shows, for the button under them. */
export function seenText(shown: readonly Shown[]): string {
  return shown.map(({ who, n: number }) => `${who}:${number}`).join(',')
}

function seenIn(seen: string): Shown[] {
  return seen.split(',').map((one) => {
    const [who, number] = one.split(':')
    return { who: MemberId.parse(who), n: Number(number) }
  })
}

const pressDecide: ActionHandler = async (ctx, tx, press) => {
  const { meeting, member: who, verdict: state, n: number } = decideAction.parse(press)
  const { who: by, madeAt } = press
  const shown = number === '' ? null : Number(number)
  const decided = await decideLeave(ctx, tx, { meeting, who, by, state, madeAt, shown })
  if (decided.ok && state === 'refused') await correctLeave(tx, { meeting, who })
  return toastFor(decided, words.toastDecided)
}

const pressChange: ActionHandler = async (ctx, tx, press) => {
  const { meeting, member: who, verdict: state, n: number } = changeAction.parse(press)
  const decision = { meeting, who, by: press.who, state, madeAt: press.madeAt, shown: Number(number) }
  return toastFor(await changeDecision(ctx, tx, decision), words.toastDecided)
}

const pressAll: ActionHandler = async (ctx, tx, press) => {
  const { meeting, seen } = decideAllAction.parse(press)
  const { who: by, madeAt } = press
  const done = await decideAll(ctx, tx, { meeting, by, madeAt, shown: seenIn(seen) })
  if (done.count > 0) return { toast: { tone: 'success', text: words.toastAll(done.count) } }
  if (done.refusal === 'mayNot' || done.refusal === 'merged')
    return toastFor({ ok: false, refusal: done.refusal })
  return { toast: { tone: 'info', text: words.toastNoneLeft } }
}

/** What the buttons of whoever decides on leaves do. */
export const leaveActions: [string, ActionHandler][] = [
  [decideAction.name, pressDecide],
  [changeAction.name, pressChange],
  [decideAllAction.name, pressAll],
]
