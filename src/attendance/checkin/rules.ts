import type { Counts, Mark, Refusal, Roll, Role } from '../types.ts'
import { isAfter, isBefore, isWithin } from '../../time/order.ts'

export type Judgement = { ok: true; mark: 'present' | 'late' } | { ok: false; refusal: Refusal }

/** What a check-in is worth that was made at that moment; whoever need not come is never late. */
export function judge(roll: Roll | null, role: Role | null, madeAt: Temporal.Instant): Judgement {
  const refusal = refusalOf(roll, role, madeAt)
  if (refusal !== null || roll === null) return { ok: false, refusal: refusal ?? 'notOpen' }
  const late = role === 'due' && !isBefore(madeAt, roll.lateAfter)
  return { ok: true, mark: late ? 'late' : 'present' }
}

function refusalOf(roll: Roll | null, role: Role | null, madeAt: Temporal.Instant): Refusal | null {
  if (role === null || role === 'out') return 'notInvited'
  if (roll === null || isBefore(madeAt, roll.opensAt)) return 'notOpen'
  return isBefore(madeAt, roll.closesAt) ? null : 'closed'
}

/**
 * The counts of a roll: `mark` is null for who has none. Nobody is absent until somebody says so: once the roll is closed
 * they are to be confirmed 待核实. (domain §2.2)
 */
export function countsOf(
  rows: readonly { role: Role; mark: Mark | null }[],
  state: Roll['state'] | null,
): Counts {
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
    unconfirmed: state === 'closed' ? expected.filter(({ mark }) => mark === null).length : 0,
    observers: came('observer'),
    guests: came('exempt'),
  }
}

/** Whether it is written down who came: somebody did, or is said to be absent, or nobody is left to ask about. */
export function isRecorded({
  present,
  absent,
  unconfirmed,
}: Pick<Counts, 'present' | 'absent' | 'unconfirmed'>): boolean {
  return present + absent > 0 || unconfirmed === 0
}

/** For so long a roll on which people are to be confirmed waits for that before it is counted as it is. */
const CONFIRMED_WITHIN = Temporal.Duration.from({ hours: 48 })

/** Whether a roll counts: nobody is to be confirmed 待核实, or it was closed 48 hours ago. */
export function isSettled(
  { unconfirmed, closedAt }: { unconfirmed: number; closedAt: Temporal.Instant | null },
  now: Temporal.Instant,
): boolean {
  return unconfirmed === 0 || (closedAt !== null && !isAfter(closedAt.add(CONFIRMED_WITHIN), now))
}

/** Whether people may check in at this moment, had anybody been told. */
export function isOpenAt({ opensAt: from, closesAt: to }: Roll, now: Temporal.Instant): boolean {
  return isWithin(now, { from, to })
}
