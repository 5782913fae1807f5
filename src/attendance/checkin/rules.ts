import type { MemberId } from '../../ids.ts'
import type { Counts, Mark, Refusal, Roll, Role } from '../types.ts'
import { isBefore, isWithin } from '../../time/order.ts'

export type Judgement = { ok: true; mark: 'present' | 'late' } | { ok: false; refusal: Refusal }

/** What a check-in is worth that was made at that moment; whoever need not come is never late. */
export function judge(roll: Roll | null, role: Role | null, madeAt: Temporal.Instant): Judgement {
  const refusal = refusalOf(roll, role, madeAt)
  if (refusal !== null || roll === null) return { ok: false, refusal: refusal ?? 'notOpen' }
  const late = role === 'due' && !isBefore(madeAt, roll.lateAfter)
  return { ok: true, mark: late ? 'late' : 'present' }
}

function refusalOf(roll: Roll | null, role: Role | null, madeAt: Temporal.Instant): Refusal | null {
  if (role === null) return 'notInvited'
  if (roll === null || isBefore(madeAt, roll.opensAt)) return 'notOpen'
  return isBefore(madeAt, roll.closesAt) ? null : 'closed'
}

/** What those who are expected and did not check in are marked with when the roll is closed. */
export function closingMarks(
  expected: readonly MemberId[],
  onLeave: readonly MemberId[],
): { who: MemberId; mark: 'leave' | 'absent' }[] {
  const away = new Set(onLeave)
  return expected.map((who) => ({ who, mark: away.has(who) ? 'leave' : 'absent' }))
}

/** The counts of a roll: `mark` is null for who has none yet. */
export function countsOf(rows: readonly { role: Role; mark: Mark | null }[]): Counts {
  const expected = rows.filter((row) => row.role === 'due')
  const marked = (...marks: Mark[]) =>
    expected.filter(({ mark }) => mark !== null && marks.includes(mark)).length
  const came = (of: Role) => rows.filter(({ role, mark }) => role === of && mark === 'present').length
  return {
    expected: expected.length,
    present: marked('present', 'late'),
    late: marked('late'),
    leave: marked('leave'),
    absent: marked('absent'),
    observers: came('observer'),
    guests: came('exempt'),
  }
}

/** Whether people may check in at this moment, had anybody been told. */
export function isOpenAt({ opensAt: from, closesAt: to }: Roll, now: Temporal.Instant): boolean {
  return isWithin(now, { from, to })
}
